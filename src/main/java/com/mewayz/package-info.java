/** Mewayz: a creator's whole business in one process. The tour is written as the house is built. */
@NullMarked
package com.mewayz;

import org.jspecify.annotations.NullMarked;
