/** Where an internet address stands, without asking anybody. */
@NullMarked
package com.mewayz.platform.geo;

import org.jspecify.annotations.NullMarked;
