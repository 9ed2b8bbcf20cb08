@NullMarked
package com.mewayz.platform;

import org.jspecify.annotations.NullMarked;
