@NullMarked
package com.mewayz.finder;

import org.jspecify.annotations.NullMarked;
