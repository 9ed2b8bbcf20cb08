package com.mewayz.platform.web.lane;

/** A request and the page that answers it. */
record Match(PageRequest request, Ready page) {}
