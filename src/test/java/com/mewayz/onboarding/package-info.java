@NullMarked
package com.mewayz.onboarding;

import org.jspecify.annotations.NullMarked;
