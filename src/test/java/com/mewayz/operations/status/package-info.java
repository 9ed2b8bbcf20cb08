@NullMarked
package com.mewayz.operations.status;

import org.jspecify.annotations.NullMarked;
