package com.mewayz;

import com.mewayz.biosites.Visits;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Origins;
import com.mewayz.platform.web.lane.PageRequest;
import com.mewayz.traffic.Hit;
import com.mewayz.traffic.Traffic;

/** Tells the traffic of what happens on sites: it knows nothing of them, nor they of it. */
final class SiteVisits implements Visits {
    private final Traffic traffic;
    private final Origins origins;

    SiteVisits(Traffic traffic, Origins origins) {
        this.traffic = traffic;
        this.origins = origins;
    }

    @Override
    public void viewed(long site, Call call, boolean member) {
        traffic.visited(Hit.of(call, site, 0, member));
    }

    @Override
    public void viewed(long site, PageRequest request) {
        var address = origins.address(request.remote(), request.header("X-Forwarded-For"));
        traffic.visited(Hit.of(request, address, site));
    }

    @Override
    public void clicked(long site, long block, Call call, boolean member) {
        traffic.clicked(Hit.of(call, site, block, member));
    }
}
