@NullMarked
package com.mewayz.testing;

import org.jspecify.annotations.NullMarked;
