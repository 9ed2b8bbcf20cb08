/** Link-in-bio sites: what the owner builds, and the public page it becomes. */
@NullMarked
package com.mewayz.biosites;

import org.jspecify.annotations.NullMarked;
