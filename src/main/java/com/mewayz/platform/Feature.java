package com.mewayz.platform;

import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Pages;

/** A feature's table of contents: what it serves, what it listens to, what it does by the clock. */
public interface Feature {
    default void api(Api api) {}

    default void pages(Pages pages) {}

    default void listen(Bus bus) {}

    default void jobs(Jobs jobs) {}
}
