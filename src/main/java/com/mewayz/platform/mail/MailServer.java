package com.mewayz.platform.mail;

import java.util.Locale;

/**
 * The server that mail is sent through, and whom it comes from.
 *
 * @param user the name to log in with; empty for no login
 * @param secret the password that belongs to it
 */
public record MailServer(
        String host, int port, Tls tls, String user, String secret, String senderName, String senderAddress) {
    /** Whether the secret is sent to the same place under the same name. */
    public boolean sameLogin(MailServer other) {
        return host.equalsIgnoreCase(other.host) && port == other.port && tls == other.tls && user.equals(other.user);
    }

    /** The part of the sender's address after the @. */
    public String domain() {
        return senderAddress.substring(senderAddress.lastIndexOf('@') + 1);
    }

    /** This machine itself, or one right beside it: the only hosts that get a password without encryption. */
    public static boolean isLocal(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }

    @Override
    public String toString() {
        return host + ":" + port + " " + tls; // never the secret
    }

    /** How the connection is encrypted. */
    public enum Tls {
        /** It begins in the clear and must become encrypted before anything is said. */
        STARTTLS(587),
        /** From the first byte on. */
        TLS(465),
        NONE(25);

        private final int port;

        Tls(int port) {
            this.port = port;
        }

        /** The usual port. */
        public int port() {
            return port;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException if there is none of that name */
        public static Tls of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
