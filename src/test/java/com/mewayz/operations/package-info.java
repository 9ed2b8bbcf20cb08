@NullMarked
package com.mewayz.operations;

import org.jspecify.annotations.NullMarked;
