@NullMarked
package com.mewayz.audit;

import org.jspecify.annotations.NullMarked;
