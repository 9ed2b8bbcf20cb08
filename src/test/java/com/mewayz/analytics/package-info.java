@NullMarked
package com.mewayz.analytics;

import org.jspecify.annotations.NullMarked;
