@NullMarked
package com.mewayz.platform.oidc;

import org.jspecify.annotations.NullMarked;
