package com.mewayz.platform.web.lane;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.nio.channels.ServerSocketChannel;

/**
 * Tells the kernel, by a filter on a listening socket (socket(7), Linux only), that new connections shall not come to it
 * any more, while those whose handshake is under way still do. Closing the socket without that would reset whoever
 * arrives between the last accept and the close.
 *
 * <p>Used by a process that is about to end, and not loaded before.
 */
final class Steering {
    private static final System.Logger LOG = System.getLogger(Steering.class.getName());

    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SO_ATTACH_REUSEPORT_CBPF = 51;

    /** To the second socket of those that share the port: sockets are numbered in the order in which they were bound. */
    private static final Filter TO_THE_SECOND = new Filter(SO_ATTACH_REUSEPORT_CBPF, new int[][] {{0x06, 0, 0, 1}});

    /** Drops the first packet of a handshake: byte 13 of a TCP header holds its flags, 2 of which is SYN (RFC 9293, 3.1). */
    private static final Filter NOWHERE = new Filter(
            SO_ATTACH_FILTER, new int[][] {{0x30, 0, 0, 13}, {0x45, 0, 1, 2}, {0x06, 0, 0, 0}, {0x06, 0, 0, -1}});

    private Steering() {}

    /**
     * @param shared whether another process has bound the port as well, which gets them from now on; else they go
     *     unanswered, and try again by themselves
     * @return whether the kernel has taken it
     */
    static boolean away(ServerSocketChannel from, boolean shared) {
        try {
            return (shared ? TO_THE_SECOND : NOWHERE).attach(descriptor(from));
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.DEBUG, "New connections cannot be steered here.", e);
            return false;
        }
    }

    /** Through a public interface of a package that the jar's manifest opens for {@link GuardProvider}. */
    private static int descriptor(ServerSocketChannel socket) throws ReflectiveOperationException {
        return (int) Class.forName("sun.nio.ch.SelChImpl").getMethod("getFDVal").invoke(socket);
    }

    /**
     * A program of the classic packet filter.
     *
     * @param lines operation, jump if true, jump if false, operand
     */
    private record Filter(int option, int[][] lines) {
        @SuppressWarnings("restricted") // the jar is allowed to, by its manifest
        boolean attach(int descriptor) throws Throwable {
            var linker = Linker.nativeLinker();
            var setsockopt = linker.downcallHandle(
                    linker.defaultLookup().find("setsockopt").orElseThrow(),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
            try (var arena = Arena.ofConfined()) {
                var program = arena.allocate(8L * lines.length, 8);
                for (int i = 0; i < lines.length; i++) {
                    program.set(JAVA_SHORT, 8L * i, (short) lines[i][0]);
                    program.set(JAVA_BYTE, 8L * i + 2, (byte) lines[i][1]);
                    program.set(JAVA_BYTE, 8L * i + 3, (byte) lines[i][2]);
                    program.set(JAVA_INT, 8L * i + 4, lines[i][3]);
                }
                // struct sock_fprog: the number of lines, and where they are
                var whole = arena.allocate(16, 8);
                whole.set(JAVA_SHORT, 0, (short) lines.length);
                whole.set(ADDRESS, 8, program);
                return (int) setsockopt.invokeExact(descriptor, SOL_SOCKET, option, whole, (int) whole.byteSize()) == 0;
            }
        }
    }
}
