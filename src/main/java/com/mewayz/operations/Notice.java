package com.mewayz.operations;

/**
 * Something whoever runs the server should see whatever page they are on.
 *
 * @param path of the page that says more, and helps
 */
public record Notice(String text, String path, String action) {}
