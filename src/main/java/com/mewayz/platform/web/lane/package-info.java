/**
 * What stands between the sockets and the router: {@link Guard} limits how many connections an address may hold and
 * how long a slow one may stay, and who gives way when every place is taken, {@link FastLane} answers the pages that are ready as bytes before a request is even
 * parsed, and hands everything else, untouched, to the normal HTTP/1.1 connection.
 */
@NullMarked
package com.mewayz.platform.web.lane;

import org.jspecify.annotations.NullMarked;
