/** The audit log: the facts of a workspace, told in sentences. It reads facts and emits none. */
@NullMarked
package com.mewayz.audit;

import org.jspecify.annotations.NullMarked;
