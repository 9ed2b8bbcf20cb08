/**
 * Files with figures that other programs counted: what they mean in our words. Whatever makes no sense is refused line
 * by line, with a reason; what is too large, or no file of a program we know, is refused as a whole.
 */
@NullMarked
package com.mewayz.analytics.imports;

import org.jspecify.annotations.NullMarked;
