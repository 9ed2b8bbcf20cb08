/** Settings in layers: defaults, file, environment, flags. An unknown key stops the start. */
@NullMarked
package com.mewayz.platform.config;

import org.jspecify.annotations.NullMarked;
