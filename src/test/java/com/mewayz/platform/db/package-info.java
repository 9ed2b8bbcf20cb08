@NullMarked
package com.mewayz.platform.db;

import org.jspecify.annotations.NullMarked;
