@NullMarked
package com.mewayz.platform.logging;

import org.jspecify.annotations.NullMarked;
