package com.mewayz.platform.service;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** A Unix socket that datagrams come in at, as systemd has one. */
final class Mailbox implements AutoCloseable {
    private static final int DONT_WAIT = 0x40;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(4096);
    private final MethodHandle receive =
            function("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private final int socket;

    Mailbox(String address) {
        try {
            socket = (int) function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT))
                    .invokeExact(1, 2, 0);
            var name = address.getBytes(UTF_8);
            if (name[0] == '@') {
                name[0] = 0;
            }
            var to = arena.allocate(2L + name.length);
            to.set(JAVA_SHORT, 0, (short) 1);
            MemorySegment.copy(name, 0, to, JAVA_BYTE, 2, name.length);
            int bound = (int) function("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT))
                    .invokeExact(socket, to, (int) to.byteSize());
            if (bound != 0) {
                throw new IllegalStateException("cannot bind " + address);
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next message, for as long as that takes. */
    String next() {
        return new String(buffer.asSlice(0, receive(0)).toArray(JAVA_BYTE), UTF_8);
    }

    /** How many messages are there that were not read. */
    int waiting() {
        int number = 0;
        while (receive(DONT_WAIT) >= 0) {
            number++;
        }
        return number;
    }

    private long receive(int flags) {
        try {
            return (long) receive.invokeExact(socket, buffer, buffer.byteSize(), flags);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            int _ = (int)
                    function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT)).invokeExact(socket);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        } finally {
            arena.close();
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor shape) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), shape);
    }
}
