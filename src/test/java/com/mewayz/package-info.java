@NullMarked
package com.mewayz;

import org.jspecify.annotations.NullMarked;
