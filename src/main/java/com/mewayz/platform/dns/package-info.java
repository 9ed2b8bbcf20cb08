/** Asks name servers what a name says, without the caches and files of this machine. */
@NullMarked
package com.mewayz.platform.dns;

import org.jspecify.annotations.NullMarked;
