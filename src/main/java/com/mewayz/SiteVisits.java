package com.mewayz;

import com.mewayz.biosites.Visits;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Origins;
import com.mewayz.platform.web.lane.PageRequest;
import com.mewayz.traffic.Act;
import com.mewayz.traffic.Hit;
import com.mewayz.traffic.Trace;
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
        traffic.happened(new Hit(site, new Act.View("/"), Trace.of(call, member)));
    }

    @Override
    public void viewed(long site, PageRequest request) {
        if (!request.isHead() && traffic.leavesOut(site, request.header("User-Agent"))) {
            return;
        }
        var address = origins.address(request.remote(), request.header("X-Forwarded-For"));
        traffic.happened(new Hit(site, new Act.View("/"), Trace.of(request, address)));
    }

    @Override
    public void clicked(long site, long block, Call call, boolean member) {
        traffic.happened(new Hit(site, new Act.Click("/", block), Trace.of(call, member)));
    }
}
