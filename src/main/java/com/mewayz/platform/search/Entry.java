package com.mewayz.platform.search;

/**
 * Something that can be found.
 *
 * @param subject what it belongs to and goes with: the id of a site
 * @param kind a plain noun: site, block
 * @param path where it is in the console
 */
public record Entry(long workspace, long subject, String kind, String title, String text, String path) {}
