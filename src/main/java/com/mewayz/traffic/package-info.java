/**
 * Page views and clicks: what is counted, what is left out and why, and the plain figures over both: by day and
 * dimension, by weekday and hour, step by step, the last half hour, and the rows themselves. Any feature may
 * call it. It emits no facts (too many), listens to deleted and restored
 * sites and websites, and keeps its rows in a database of its own. Beside its own it keeps figures that other programs
 * counted.
 */
@NullMarked
package com.mewayz.traffic;

import org.jspecify.annotations.NullMarked;
