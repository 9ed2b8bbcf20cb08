@NullMarked
package com.mewayz.platform.service;

import org.jspecify.annotations.NullMarked;
