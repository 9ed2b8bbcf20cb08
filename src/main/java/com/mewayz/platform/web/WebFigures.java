package com.mewayz.platform.web;

import java.util.List;

/**
 * What the web server has done since it started.
 *
 * @param requests those that went through the router
 * @param inFlight of these, how many have no answer yet
 * @param readyPages how many requests were answered with a page that was ready, past the router
 * @param connections how many are open
 * @param accepted connections in all, and {@code refused} because there were too many
 * @param waiting how many of the open ones have no request under way, and {@code displaced} how many of these had to give
 *     way to newcomers so far
 */
public record WebFigures(
        List<RouteFigures> requests,
        long inFlight,
        long readyPages,
        long connections,
        long accepted,
        long refused,
        long waiting,
        long displaced) {}
