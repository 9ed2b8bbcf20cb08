package com.mewayz.platform.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks names up. */
public interface Names {
    List<InetAddress> addresses(String host) throws UnknownHostException;

    static Names ofTheSystem() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
