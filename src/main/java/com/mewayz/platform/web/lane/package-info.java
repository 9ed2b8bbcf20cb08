/**
 * What stands between the sockets and the router: {@link Guard} limits how many connections an address may hold and
 * how long a slow one may stay, and who gives way when every place is taken; the {@link Budget} does the same for what
 * they keep in memory. {@link FastLane} answers the pages that are ready as bytes before a request is even parsed, and
 * hands everything else, untouched, to the normal HTTP/1.1 connection. With HTTP/2, {@link Frames} reads along and refuses
 * what only costs.
 */
@NullMarked
package com.mewayz.platform.web.lane;

import org.jspecify.annotations.NullMarked;
