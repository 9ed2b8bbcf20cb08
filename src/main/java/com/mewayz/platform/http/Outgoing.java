package com.mewayz.platform.http;

import com.mewayz.platform.http.Outcome.Answered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks servers on the internet. A name is looked up once, every address it has is checked against {@link Reach}, and the
 * connection goes to an address that was checked; a redirect that is followed goes through all of that again.
 * Certificates and host names are verified. Whatever the world does comes back as an {@link Outcome}.
 */
public final class Outgoing {
    private static final int TRIES = 3;

    private final Reach reach;
    private final Limits limits;
    private final Names names;
    private final Supplier<SSLSocketFactory> encryption;

    public Outgoing(Reach reach) {
        this(reach, new Limits(Duration.ofSeconds(4), Duration.ofSeconds(10), 1 << 20));
    }

    public Outgoing(Reach reach, Limits limits) {
        this(reach, limits, Names.ofTheSystem(), Outgoing::trusted);
    }

    /** @param names looks names up in place of the system */
    public Outgoing(Reach reach, Names names) {
        this(reach, new Limits(Duration.ofSeconds(4), Duration.ofSeconds(10), 1 << 20), names, Outgoing::trusted);
    }

    Outgoing(Reach reach, Limits limits, Names names, Supplier<SSLSocketFactory> encryption) {
        this.reach = reach;
        this.limits = limits;
        this.names = names;
        this.encryption = encryption;
    }

    /** Waits for the answer, at most as long as the limits allow. */
    public Outcome send(Ask first) {
        long deadline = System.nanoTime() + limits.whole.toNanos();
        var ask = first;
        try {
            while (true) {
                var target = Target.of(ask.address());
                var answer = exchange(ask, target, deadline);
                var next = next(ask, answer);
                if (next.isEmpty()) {
                    return answer;
                }
                ask = ask.to(next, target.sameServer(Target.of(next)));
            }
        } catch (Stop stop) {
            return stop.outcome();
        }
    }

    /** Where a redirect that is to be followed leads, or nothing. */
    private static String next(Ask ask, Answered answer) throws Stop {
        if (ask.redirects() == 0
                || !ask.method().equals("GET")
                || !List.of(301, 302, 303, 307, 308).contains(answer.status())) {
            return "";
        }
        try {
            return URI.create(ask.address()).resolve(answer.header("location")).toString();
        } catch (IllegalArgumentException e) {
            throw Stop.refused("The server sent us on to something that is no address.");
        }
    }

    private Answered exchange(Ask ask, Target target, long deadline) throws Stop {
        var addresses = checked(ask, target, deadline);
        var done = new CountDownLatch(1);
        try (var socket = new Socket(Proxy.NO_PROXY)) {
            closeWhenLate(socket, done, deadline);
            var connected = connect(socket, addresses.getFirst(), target.port(), deadline)
                    ? socket
                    : another(addresses, target.port(), done, deadline);
            try (connected) {
                return talk(ask, target, connected);
            }
        } catch (IOException e) {
            throw Stop.later("The server cannot be reached.");
        } finally {
            done.countDown();
        }
    }

    /** Every address of the target, if each of them may be asked. */
    private List<InetAddress> checked(Ask ask, Target target, long deadline) throws Stop {
        var addresses = lookUp(target.host(), deadline);
        for (var address : addresses) {
            if (!reach.allows(address)) {
                throw Stop.refused("This address belongs to a private or special network.");
            }
            if (!reach.isNamed(address)) {
                if (!ask.ports().contains(target.port())) {
                    throw Stop.refused("Port " + target.port() + " is not asked.");
                }
                if (ask.confidential() && !target.encrypted()) {
                    throw Stop.refused("Secrets are sent over https:// only.");
                }
            }
        }
        return addresses.subList(0, Math.min(TRIES, addresses.size()));
    }

    /** On a thread of its own: a look-up cannot be interrupted, and may take half a minute. */
    private List<InetAddress> lookUp(String host, long deadline) throws Stop {
        var task = new FutureTask<>(() -> names.addresses(host));
        Thread.ofPlatform().daemon().name("look-up").start(task);
        try {
            var found = task.get(left(deadline), TimeUnit.NANOSECONDS);
            if (found.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return found;
        } catch (TimeoutException e) {
            throw Stop.later("The name of the server was not looked up in time.");
        } catch (ExecutionException | UnknownHostException e) {
            throw Stop.later("The name of the server has no address.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Stop.later("The program is about to stop.");
        }
    }

    private boolean connect(Socket socket, InetAddress address, int port, long deadline) {
        try {
            long most = Math.min(limits.connect.toMillis(), TimeUnit.NANOSECONDS.toMillis(left(deadline)));
            socket.connect(new InetSocketAddress(address, port), (int) Math.max(1, most));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Socket another(List<InetAddress> addresses, int port, CountDownLatch done, long deadline)
            throws Stop, IOException {
        for (var address : addresses.subList(1, addresses.size())) {
            var socket = new Socket(Proxy.NO_PROXY);
            closeWhenLate(socket, done, deadline);
            if (connect(socket, address, port, deadline)) {
                return socket;
            }
            socket.close();
        }
        throw Stop.later("The server cannot be reached.");
    }

    private Answered talk(Ask ask, Target target, Socket socket) throws Stop {
        var stream = target.encrypted() ? encrypt(target, socket) : socket;
        try {
            Wire.write(ask, target, stream.getOutputStream());
            return new Wire(stream.getInputStream(), limits.bytes).read();
        } catch (IOException e) {
            throw Stop.uncertain("The server went silent, or took too long.");
        }
    }

    private Socket encrypt(Target target, Socket socket) throws Stop {
        try {
            var secure = (SSLSocket) encryption.get().createSocket(socket, target.host(), target.port(), true);
            var parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            if (!target.literal()) {
                parameters.setServerNames(List.of(new SNIHostName(target.host())));
            }
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return secure;
        } catch (IllegalArgumentException e) {
            throw Stop.refused("This is not the name of a web server.");
        } catch (SSLException e) {
            throw Stop.refused("The server could not prove who it is: its certificate is not valid for this address.");
        } catch (IOException e) {
            throw Stop.later("The server did not agree on encryption in time.");
        }
    }

    /** The only limit that holds for an answer that drips: a read timeout starts anew with every byte. */
    private static void closeWhenLate(Socket socket, CountDownLatch done, long deadline) {
        Thread.ofVirtual().start(() -> {
            try {
                if (!done.await(left(deadline), TimeUnit.NANOSECONDS)) {
                    socket.close();
                }
            } catch (IOException e) {
                // closed, which is all that was wanted
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static long left(long deadline) {
        return Math.max(0, deadline - System.nanoTime());
    }

    private static SSLSocketFactory trusted() {
        try {
            return SSLContext.getDefault().getSocketFactory();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java speaks TLS", e);
        }
    }

    /**
     * @param connect to one address
     * @param whole from the look-up to the last byte, over all redirects
     * @param bytes of a body
     */
    public record Limits(Duration connect, Duration whole, int bytes) {}
}
