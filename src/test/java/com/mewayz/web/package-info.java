/** The look of the admin: every shared page drawn with sample values and judged in a real browser. */
@NullMarked
package com.mewayz.web;

import org.jspecify.annotations.NullMarked;
