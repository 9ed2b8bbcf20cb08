package com.mewayz.platform.web.lane;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A connection that agreed on HTTP/2, on which frames are written and read by hand (RFC 9113, 4.1). */
final class FrameClient implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GO_AWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int CONTINUATION = 9;

    /** The reason of a goodbye: ENHANCE_YOUR_CALM. */
    static final int CALM_DOWN = 11;

    private final SSLSocket socket;
    private final DataInputStream in;

    FrameClient(LaneServer server) throws IOException {
        socket = (SSLSocket) Certificate.client().getSocketFactory().createSocket("127.0.0.1", server.port());
        socket.setSoTimeout(10_000);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
        in = new DataInputStream(socket.getInputStream());
        send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
        frame(SETTINGS, 0, 0, new byte[0]);
    }

    record Frame(int type, int flags, int stream, byte[] content) {
        /** Of a goodbye: the last stream that is answered. */
        int last() {
            return ByteBuffer.wrap(content).getInt(0);
        }

        /** Of a goodbye: why. */
        int error() {
            return ByteBuffer.wrap(content).getInt(4);
        }
    }

    FrameClient frame(int type, int flags, int stream, byte[] content) throws IOException {
        var frame = new ByteArrayOutputStream();
        write(frame, type, flags, stream, content);
        return send(frame.toByteArray());
    }

    static void write(ByteArrayOutputStream frame, int type, int flags, int stream, byte[] content) throws IOException {
        frame.write(new byte[] {0, (byte) (content.length >> 8), (byte) content.length});
        frame.write(new byte[] {(byte) type, (byte) flags, 0, 0, 0, (byte) stream});
        frame.write(content);
    }

    FrameClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** A request without a body. */
    FrameClient get(int stream, String path) throws IOException {
        return frame(HEADERS, END_STREAM | END_HEADERS, stream, headers("GET", path));
    }

    /** A block of headers (RFC 7541) without compression: indexes of the static table, and literals. */
    static byte[] headers(String method, String path) throws IOException {
        var block = new ByteArrayOutputStream();
        block.write(method.equals("GET") ? 0x82 : 0x83);
        block.write(0x87); // https
        literal(block, 4, path);
        literal(block, 1, "localhost");
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, int name, String value) throws IOException {
        block.write(name);
        block.write(value.length());
        block.write(value.getBytes(US_ASCII));
    }

    /** What comes next; null at the end. */
    @Nullable
    Frame next() throws IOException {
        try {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            return new Frame(type, flags, stream, in.readNBytes(length));
        } catch (EOFException | SocketException | SSLException e) {
            return null;
        }
    }

    /** The next frame of this type; those before it are passed over. */
    Frame next(int type) throws IOException {
        for (var frame = next(); frame != null; frame = next()) {
            if (frame.type == type) {
                return frame;
            }
        }
        throw new EOFException("The server ended the connection.");
    }

    /** The body of an answer that comes in one piece. */
    String answer(int stream) throws IOException {
        var text = new StringBuilder();
        var frame = next(DATA);
        assertThat(frame.stream).isEqualTo(stream);
        text.append(new String(frame.content, US_ASCII));
        while ((frame.flags & END_STREAM) == 0) {
            frame = next(DATA);
            text.append(new String(frame.content, US_ASCII));
        }
        return text.toString();
    }

    /** Whether the server ends it, as it does within the socket's time; whatever it sends before is passed over. */
    boolean isClosed() throws IOException {
        return isClosedWhile(() -> {});
    }

    /** The same, doing something after each frame that comes. */
    boolean isClosedWhile(Work work) throws IOException {
        try {
            while (next() != null) {
                work.run();
            }
        } catch (SocketException | SSLException e) {
            return true;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    interface Work {
        void run() throws IOException;
    }
}
