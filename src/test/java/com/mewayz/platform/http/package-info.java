@NullMarked
package com.mewayz.platform.http;

import org.jspecify.annotations.NullMarked;
