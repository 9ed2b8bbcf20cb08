@NullMarked
package com.mewayz.traffic;

import org.jspecify.annotations.NullMarked;
