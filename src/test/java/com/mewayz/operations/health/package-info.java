@NullMarked
package com.mewayz.operations.health;

import org.jspecify.annotations.NullMarked;
