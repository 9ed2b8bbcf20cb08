@NullMarked
package com.mewayz.operations.logs;

import org.jspecify.annotations.NullMarked;
