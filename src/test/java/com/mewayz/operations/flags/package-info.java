@NullMarked
package com.mewayz.operations.flags;

import org.jspecify.annotations.NullMarked;
