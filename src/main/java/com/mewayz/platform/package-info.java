/** The base of the house: the only code that touches the stack. It knows no feature. */
@NullMarked
package com.mewayz.platform;

import org.jspecify.annotations.NullMarked;
