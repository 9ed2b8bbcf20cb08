/** Looks a server over: each check says what it found and what to do about it. On the command line and in the admin. */
@NullMarked
package com.mewayz.operations.doctor;

import org.jspecify.annotations.NullMarked;
