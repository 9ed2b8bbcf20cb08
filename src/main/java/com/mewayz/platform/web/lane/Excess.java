package com.mewayz.platform.web.lane;

/** The other end of an HTTP/2 connection asks for more than anybody needs (RFC 9113, 7: ENHANCE_YOUR_CALM). */
final class Excess extends RuntimeException {
    private static final long serialVersionUID = 1;

    Excess(String what) {
        super(what, null, false, false);
    }
}
