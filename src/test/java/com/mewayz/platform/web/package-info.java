@NullMarked
package com.mewayz.platform.web;

import org.jspecify.annotations.NullMarked;
