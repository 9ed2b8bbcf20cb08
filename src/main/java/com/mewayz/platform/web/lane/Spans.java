package com.mewayz.platform.web.lane;

/** Where the parts of a request lie in the bytes that were read; a missing header is an empty span. */
final class Spans {
    boolean head;
    boolean close;
    int pathStart;
    int pathEnd;
    int targetEnd;
    int headersStart;
    int hostStart;
    int hostEnd;
    int encodingStart;
    int encodingEnd;
    int matchStart;
    int matchEnd;
    int end;
}
