@NullMarked
package com.mewayz.platform.pages;

import org.jspecify.annotations.NullMarked;
