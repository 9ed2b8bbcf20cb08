/** The bus: stores facts in the transaction that made them true, and delivers them after it. */
@NullMarked
package com.mewayz.platform.bus;

import org.jspecify.annotations.NullMarked;
