package com.mewayz.platform.web.lane;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.ConnectionContext;

/** The connection as the normal HTTP/1.1 code sees it: everything as it was, but read and written through the lane. */
final class LaneContext extends TimedContext {
    private final Lane lane;

    LaneContext(Lane lane, ConnectionContext context, DataReader reader, DataWriter writer) {
        super(context, reader, writer);
        this.lane = lane;
    }

    Lane lane() {
        return lane;
    }
}
