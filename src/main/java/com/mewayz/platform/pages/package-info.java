/** Pebble: templates of the console and of themes. Nothing outside this package sees it. */
@NullMarked
package com.mewayz.platform.pages;

import org.jspecify.annotations.NullMarked;
