@NullMarked
package com.mewayz.operations.certificates;

import org.jspecify.annotations.NullMarked;
