/** The finished program, {@code target/mewayz}, started as its users start it. Runs after the package is built. */
@NullMarked
package com.mewayz.packaged;

import org.jspecify.annotations.NullMarked;
