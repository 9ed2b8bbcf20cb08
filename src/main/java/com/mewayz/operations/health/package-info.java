/** Whether the server lives: what monitors ask, and what they are told. Nobody calls it. */
@NullMarked
package com.mewayz.operations.health;

import org.jspecify.annotations.NullMarked;
