@NullMarked
package com.mewayz.platform.bus;

import org.jspecify.annotations.NullMarked;
