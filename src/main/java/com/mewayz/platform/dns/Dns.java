package com.mewayz.platform.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Looks names up in the DNS. */
public interface Dns {
    /**
     * @param name in ASCII and lower case, without a dot at the end
     * @throws IllegalArgumentException for what is no name
     */
    Reply ask(String name, Type type);

    /** The addresses of a name, IPv4 before IPv6; what one of the two questions misses does not spoil the other. */
    default Reply addresses(String name) {
        var found = new ArrayList<String>();
        Reply last = new Absent(false);
        for (var type : List.of(Type.A, Type.AAAA)) {
            switch (ask(name, type)) {
                case Found(var values) -> found.addAll(values);
                case Absent absent -> last = last instanceof Silent ? last : absent;
                case Silent silent -> last = silent;
            }
        }
        return found.isEmpty() ? last : new Found(List.copyOf(found));
    }

    enum Type {
        A,
        AAAA,
        TXT
    }

    /** What became of a question. */
    sealed interface Reply {}

    /** @param values addresses as {@link InetAddress#getHostAddress} writes them, texts whole (RFC 7208, 3.3) */
    record Found(List<String> values) implements Reply {}

    /**
     * There is no such record.
     *
     * @param named whether the name is there all the same, with other records or with names below it (RFC 8020)
     */
    record Absent(boolean named) implements Reply {}

    /** No name server answered, or with an error of its own: another time it may. */
    record Silent() implements Reply {}
}
