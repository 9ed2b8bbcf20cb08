@NullMarked
package com.mewayz.media;

import org.jspecify.annotations.NullMarked;
