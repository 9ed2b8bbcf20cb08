package com.mewayz.platform.web.lane;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Looks names up as the JDK does, and never asks who an address belongs to: the web server would do that for every
 * connection with TLS, and keep the handshake waiting for an answer that nobody reads.
 */
public final class Resolver extends InetAddressResolverProvider {
    @Override
    public InetAddressResolver get(Configuration configuration) {
        var jdk = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                return jdk.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                throw new UnknownHostException("Addresses are not looked up.");
            }
        };
    }

    @Override
    public String name() {
        return "no reverse look-ups";
    }
}
