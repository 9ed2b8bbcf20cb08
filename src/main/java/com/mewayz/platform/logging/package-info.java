/** How the program writes its log. */
@NullMarked
package com.mewayz.platform.logging;

import org.jspecify.annotations.NullMarked;
