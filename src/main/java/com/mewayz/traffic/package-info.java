/**
 * Page views and clicks: what is counted, what is left out and why, and the plain figures over both. Any feature may
 * call it. It emits no facts (too many), listens to deleted and restored
 * sites and websites, and keeps its rows in a database of its own.
 */
@NullMarked
package com.mewayz.traffic;

import org.jspecify.annotations.NullMarked;
