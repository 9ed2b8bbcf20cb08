@NullMarked
package com.mewayz.operations.doctor;

import org.jspecify.annotations.NullMarked;
