/** The first run's wizard after the account, and the Today page. It may read anyone and is called by no one. */
@NullMarked
package com.mewayz.onboarding;

import org.jspecify.annotations.NullMarked;
