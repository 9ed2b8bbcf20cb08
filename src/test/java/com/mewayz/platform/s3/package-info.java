@NullMarked
package com.mewayz.platform.s3;

import org.jspecify.annotations.NullMarked;
