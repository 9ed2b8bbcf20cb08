/**
 * The one way out: every request of the program to the internet. It reaches public addresses only; a {@link
 * com.mewayz.platform.http.Download} alone, which somebody asks for on the command line, goes wherever they say.
 *
 * <p>Why a client of our own: the JDK's looks a name up by itself when it connects, on threads of its own, so the
 * address that was checked need not be the one that is used (DNS rebinding), and its timeout ends with the headers.
 * One request on one connection is little code, and every byte of it has a limit.
 */
@NullMarked
package com.mewayz.platform.http;

import org.jspecify.annotations.NullMarked;
