@NullMarked
package com.mewayz.analytics.imports;

import org.jspecify.annotations.NullMarked;
