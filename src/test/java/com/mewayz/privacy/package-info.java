@NullMarked
package com.mewayz.privacy;

import org.jspecify.annotations.NullMarked;
