@NullMarked
package com.mewayz.platform.jobs;

import org.jspecify.annotations.NullMarked;
