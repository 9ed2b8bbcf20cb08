@NullMarked
package com.mewayz.accounts;

import org.jspecify.annotations.NullMarked;
