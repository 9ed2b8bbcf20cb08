/**
 * The web server: one catch-all Helidon route into our own router; the tables of the REST API and of the admin pages;
 * sessions' cookies, CSRF, limits, errors, OpenAPI; pages that follow what happens by server-sent events. Nothing outside this package sees Helidon.
 */
@NullMarked
package com.mewayz.platform.web;

import org.jspecify.annotations.NullMarked;
