@NullMarked
package com.mewayz.demo;

import org.jspecify.annotations.NullMarked;
