package com.mewayz.platform.service;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Messages to a Unix socket of datagrams, which Java itself does not have: three functions of the C library (unix(7)). */
final class Datagrams implements AutoCloseable {
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int LONGEST = 107;

    private final MethodHandle send;
    private final MethodHandle close;
    private final byte[] address;
    private final int socket;

    /** @param path of the socket; one that begins with @ is in the abstract name space, which is no file */
    Datagrams(String path) {
        address = path.getBytes(UTF_8);
        if (address.length > LONGEST || !path.startsWith("/") && !path.startsWith("@")) {
            throw new IllegalArgumentException("no socket can be at " + path);
        }
        if (address[0] == '@') {
            address[0] = 0;
        }
        send = function(
                "sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
        close = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        var open = function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        socket = call(() -> (int) open.invokeExact((int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        if (socket < 0) {
            throw new IllegalStateException("no socket can be opened");
        }
    }

    /** @throws IllegalStateException if nobody took it */
    void send(String message) {
        try (var arena = Arena.ofConfined()) {
            var bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, message.getBytes(UTF_8));
            var to = arena.allocate(Short.BYTES + address.length);
            to.set(JAVA_SHORT, 0, AF_UNIX);
            MemorySegment.copy(address, 0, to, ValueLayout.JAVA_BYTE, Short.BYTES, address.length);
            int length = (int) to.byteSize();
            long sent = call(() -> (long) send.invokeExact(socket, bytes, bytes.byteSize(), MSG_NOSIGNAL, to, length));
            if (sent != bytes.byteSize()) {
                throw new IllegalStateException("nobody took the message");
            }
        }
    }

    @Override
    public void close() {
        int _ = call(() -> (int) close.invokeExact(socket));
    }

    @SuppressWarnings("restricted") // the jar is allowed to, by its manifest
    private static MethodHandle function(String name, FunctionDescriptor shape) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup()
                        .find(name)
                        .orElseThrow(() -> new IllegalStateException("the C library has no " + name)),
                shape);
    }

    private static <T> T call(Call<T> function) {
        try {
            return function.run();
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Call<T> {
        T run() throws Throwable;
    }
}
