@NullMarked
package com.mewayz.biosites;

import org.jspecify.annotations.NullMarked;
