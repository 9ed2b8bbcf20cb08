/** Asks the domain name system for more than addresses. */
@NullMarked
package com.mewayz.platform.dns;

import org.jspecify.annotations.NullMarked;
