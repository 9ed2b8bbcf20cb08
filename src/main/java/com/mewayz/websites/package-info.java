/**
 * Pages elsewhere whose visits are counted here: the list of them, and the script and the beacons by which they tell.
 * Emits the facts of {@code WebsiteFact}; hands what happens to traffic; called by no other feature.
 */
@NullMarked
package com.mewayz.websites;

import org.jspecify.annotations.NullMarked;
