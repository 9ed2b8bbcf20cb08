@NullMarked
package com.mewayz.websites;

import org.jspecify.annotations.NullMarked;
