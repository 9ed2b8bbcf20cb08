@NullMarked
package com.mewayz.platform.geo;

import org.jspecify.annotations.NullMarked;
