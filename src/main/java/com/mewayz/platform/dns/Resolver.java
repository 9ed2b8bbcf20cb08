package com.mewayz.platform.dns;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;

/** Asks for TXT records over the JDK's own resolver. It does not keep answers. */
public final class Resolver {
    private static final String PATIENCE_MILLIS = "1200";

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63}){0,20}");

    private final String servers;

    /** Asks the servers that the machine is set up with. */
    public Resolver() {
        this("dns:");
    }

    /** @param servers like {@code dns://127.0.0.1:5353} */
    public Resolver(String servers) {
        this.servers = servers;
    }

    /**
     * The TXT records of a name; the pieces of one are put together (RFC 7208, 3.3).
     *
     * @throws IllegalArgumentException for what is no name: JNDI would follow an address to wherever it leads
     */
    @SuppressWarnings({"BanJNDI", "JdkObsolete"}) // the DNS provider makes nothing but texts; JNDI wants a Hashtable
    public Lookup texts(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a domain");
        }
        var environment = new Hashtable<String, String>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, servers);
        environment.put("com.sun.jndi.dns.timeout.initial", PATIENCE_MILLIS);
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        try {
            var context = new InitialDirContext(environment);
            try {
                // the dot keeps the resolver from trying the machine's own domain behind it
                var attribute =
                        context.getAttributes(name + ".", new String[] {"TXT"}).get("TXT");
                List<String> texts = new ArrayList<>();
                for (int i = 0; attribute != null && i < attribute.size(); i++) {
                    texts.add(joined(String.valueOf(attribute.get(i))));
                }
                return new Lookup.Found(texts);
            } finally {
                context.close();
            }
        } catch (NameNotFoundException e) {
            return new Lookup.Missing();
        } catch (NamingException e) {
            return new Lookup.Failed();
        }
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
