package com.mewayz.platform.web.lane;

/**
 * A request and the page that answers it.
 *
 * @param closes whether the connection ends with the answer
 */
record Match(PageRequest request, Ready page, boolean closes) {}
