package com.mewayz.analytics;

/**
 * One of several ways to go on.
 *
 * @param current whether it is the one that is shown
 */
record Choice(String label, String href, boolean current) {}
