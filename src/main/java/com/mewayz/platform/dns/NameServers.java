package com.mewayz.platform.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;

/** The name servers of this machine, or those that were named. Nothing of it is loaded before the first question. */
public final class NameServers implements Dns {
    /** Milliseconds for the first try; the JDK doubles it for the second. */
    private static final String TIMEOUT = "1500";

    /** JNDI would follow an address to wherever it leads. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63}){0,20}");

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
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a domain");
        }
        var environment = new Hashtable<String, String>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, address);
        environment.put("com.sun.jndi.dns.timeout.initial", TIMEOUT);
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        try {
            var context = new InitialDirContext(environment);
            try {
                // the dot keeps it from trying the machine's own domain behind the name
                return found(context.getAttributes(name + ".", new String[] {type.name()}), type);
            } finally {
                context.close();
            }
        } catch (NameNotFoundException e) {
            return new Absent(false);
        } catch (NamingException e) {
            return new Silent();
        }
    }

    private static Reply found(javax.naming.directory.Attributes records, Type type) throws NamingException {
        var record = records.get(type.name());
        if (record == null || record.size() == 0) {
            return new Absent(true);
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < record.size(); i++) {
            var text = String.valueOf(record.get(i));
            values.add(
                    type == Type.TXT
                            ? joined(text)
                            : InetAddress.ofLiteral(text).getHostAddress());
        }
        return new Found(List.copyOf(values));
    }

    /**
     * The provider separates the pieces of a record by spaces, and puts those that hold a space or a quote into quotes of
     * their own.
     */
    private static String joined(String text) {
        var out = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\' && i + 1 < text.length()) {
                i++;
                out.append(text.charAt(i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted || c != ' ') {
                out.append(c);
            }
        }
        return out.toString();
    }
}
