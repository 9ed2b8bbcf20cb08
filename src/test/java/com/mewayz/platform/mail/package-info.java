@NullMarked
package com.mewayz.platform.mail;

import org.jspecify.annotations.NullMarked;
