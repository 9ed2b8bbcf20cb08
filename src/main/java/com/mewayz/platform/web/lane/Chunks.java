package com.mewayz.platform.web.lane;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import java.util.function.Supplier;

/**
 * What comes over a connection. The web server reads each chunk of a chunked body (RFC 9112, 7.1) into memory as a whole:
 * so none may be larger than the bodies that are held in memory anyway.
 */
final class Chunks extends DataReader {
    @SuppressWarnings("removal") // what it is to be replaced by makes no readers of another kind
    Chunks(Supplier<byte[]> bytes) {
        super(bytes);
    }

    @Override
    public BufferData readBuffer(int length) {
        if (length > Leftover.MOST) {
            throw new CloseConnectionException("A chunk is too large");
        }
        return super.readBuffer(length);
    }
}
