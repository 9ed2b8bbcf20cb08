@NullMarked
package com.mewayz.apitokens;

import org.jspecify.annotations.NullMarked;
