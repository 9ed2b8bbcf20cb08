package com.mewayz.platform.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Collectors;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;

/** The name servers of this machine, or those that were named. Nothing of it is loaded before the first question. */
public final class NameServers implements Dns {
    /** Milliseconds for the first try; the JDK doubles it for the second. */
    private static final String TIMEOUT = "1500";

    private final String address;

    /** @param servers like {@code 192.0.2.53} or {@code 192.0.2.53:5353}; empty for those of this machine */
    public NameServers(Collection<String> servers) {
        address = servers.isEmpty()
                ? "dns:"
                : servers.stream().map(server -> "dns://" + server).collect(Collectors.joining(" "));
    }

    // The provider for DNS makes texts of records and never objects; JNDI wants the old table.
    @SuppressWarnings({"BanJNDI", "JdkObsolete"})
    @Override
    public Reply ask(String name, Type type) {
        var environment = new Hashtable<String, String>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, address);
        environment.put("com.sun.jndi.dns.timeout.initial", TIMEOUT);
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        try {
            var context = new InitialDirContext(environment);
            try {
                return found(context.getAttributes(name, new String[] {type.name()}), type);
            } finally {
                context.close();
            }
        } catch (NameNotFoundException e) {
            return new Absent();
        } catch (NamingException | IllegalArgumentException e) {
            return new Silent();
        }
    }

    private static Reply found(javax.naming.directory.Attributes records, Type type) throws NamingException {
        var record = records.get(type.name());
        if (record == null || record.size() == 0) {
            return new Absent();
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < record.size(); i++) {
            var text = String.valueOf(record.get(i));
            values.add(
                    type == Type.TXT
                            ? text.replace("\"", "")
                            : InetAddress.ofLiteral(text).getHostAddress());
        }
        return new Found(List.copyOf(values));
    }
}
