@NullMarked
package com.mewayz.platform.config;

import org.jspecify.annotations.NullMarked;
