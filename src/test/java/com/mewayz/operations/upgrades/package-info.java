@NullMarked
package com.mewayz.operations.upgrades;

import org.jspecify.annotations.NullMarked;
