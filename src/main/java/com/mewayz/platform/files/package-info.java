/**
 * Bytes that people bring: a content-addressed store for them, pictures made harmless before they are kept, and the
 * parser for the forms they arrive in. Knows no web server.
 */
@NullMarked
package com.mewayz.platform.files;

import org.jspecify.annotations.NullMarked;
