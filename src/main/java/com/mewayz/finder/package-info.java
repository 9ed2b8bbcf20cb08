/** The console's search over sites and their blocks. It may read anyone and is called by no one. */
@NullMarked
package com.mewayz.finder;

import org.jspecify.annotations.NullMarked;
