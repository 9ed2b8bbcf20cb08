/** The classes of attack that broke others, each tried on the real program; {@code src/docs/asvs.md} lists them all. */
@NullMarked
package com.mewayz.security;

import org.jspecify.annotations.NullMarked;
