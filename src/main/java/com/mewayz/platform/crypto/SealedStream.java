package com.mewayz.platform.crypto;

import com.mewayz.platform.Problem;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A stream of any length under a passphrase: Argon2id makes the key, AES-256-GCM seals pieces of 64 KiB. Each piece is
 * authentic before its first byte is handed out; its nonce holds its number and whether it is the last, so that none can
 * be left out, repeated, moved or cut off (the STREAM construction, Hoang et al. 2015).
 *
 * <p>As bytes: {@code MWZSEAL1}, memory in KiB, iterations and lanes (4 bytes each, high byte first), 16 bytes of salt, 7
 * of nonce, then the pieces, each with its tag behind. All before the pieces is authenticated with each of them.
 */
public final class SealedStream {
    private static final byte[] MAGIC = "MWZSEAL1".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 16;
    private static final int PREFIX = 7;
    private static final int HEAD = MAGIC.length + 3 * Integer.BYTES + SALT + PREFIX;
    private static final int PIECE = 64 * 1024;
    private static final int TAG = 16;
    private static final int KEY = 32;

    private final byte[] head;
    private final SecretKey key;
    private final int mode;
    private int number;

    private SealedStream(byte[] head, String passphrase, int mode) {
        this.head = head;
        this.mode = mode;
        var fields = ByteBuffer.wrap(head).position(MAGIC.length);
        var cost = new Passwords.Cost(fields.getInt(), fields.getInt(), fields.getInt());
        if (!cost.isBearable()) {
            throw broken();
        }
        var salt = Arrays.copyOfRange(head, fields.position(), fields.position() + SALT);
        this.key = new SecretKeySpec(Passwords.tag(passphrase, cost, salt, KEY), "AES");
    }

    /** Whether a file that begins like this is one. */
    public static boolean isSealed(byte[] beginning) {
        return beginning.length >= MAGIC.length && Arrays.equals(beginning, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** What is written is sealed on its way; closing ends it, and closes the stream behind. */
    public static OutputStream to(OutputStream out, String passphrase, SecureRandom random) throws IOException {
        var head = new ByteArrayOutputStream(HEAD);
        try (var fields = new DataOutputStream(head)) {
            fields.write(MAGIC);
            fields.writeInt(Passwords.COST.memory());
            fields.writeInt(Passwords.COST.iterations());
            fields.writeInt(Passwords.COST.lanes());
            var chance = new byte[SALT + PREFIX];
            random.nextBytes(chance);
            fields.write(chance);
        }
        out.write(head.toByteArray());
        return new Out(out, new SealedStream(head.toByteArray(), passphrase, Cipher.ENCRYPT_MODE));
    }

    /**
     * What was sealed.
     *
     * @throws Problem while reading: 422 where the passphrase is another one, or a byte was changed or is missing
     */
    public static InputStream from(InputStream in, String passphrase) throws IOException {
        var head = in.readNBytes(HEAD);
        if (head.length < HEAD || !isSealed(head)) {
            throw broken();
        }
        return new In(in, new SealedStream(head, passphrase, Cipher.DECRYPT_MODE));
    }

    /** Whether the passphrase opens the first piece of what was sealed. */
    public static boolean opens(InputStream in, String passphrase) throws IOException {
        try (var opened = from(in, passphrase)) {
            opened.read();
            return true;
        } catch (Problem e) {
            return false;
        }
    }

    private byte[] piece(byte[] bytes, int length, boolean last) {
        if (number < 0) {
            throw new IllegalStateException("more pieces than there are numbers: 140 TB");
        }
        var nonce = ByteBuffer.allocate(PREFIX + Integer.BYTES + 1)
                .put(head, HEAD - PREFIX, PREFIX)
                .putInt(number++)
                .put((byte) (last ? 1 : 0));
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce.array()));
            cipher.updateAAD(head);
            return cipher.doFinal(bytes, 0, length);
        } catch (GeneralSecurityException e) {
            if (mode == Cipher.DECRYPT_MODE) {
                throw broken();
            }
            throw new IllegalStateException(e);
        }
    }

    private static Problem broken() {
        return Problem.malformed("The passphrase is another one, or the file was changed or cut off.");
    }

    private static final class Out extends OutputStream {
        private final OutputStream out;
        private final SealedStream seal;
        private final byte[] piece = new byte[PIECE];
        private int filled;
        private boolean closed;

        private Out(OutputStream out, SealedStream seal) {
            this.out = out;
            this.seal = seal;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int at = from;
            int left = length;
            while (left > 0) {
                if (filled == PIECE) {
                    out.write(seal.piece(piece, filled, false));
                    filled = 0;
                }
                int part = Math.min(left, PIECE - filled);
                System.arraycopy(bytes, at, piece, filled, part);
                filled += part;
                at += part;
                left -= part;
            }
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                out.write(seal.piece(piece, filled, true));
                out.close();
            }
        }
    }

    private static final class In extends InputStream {
        private final DataInputStream in;
        private final SealedStream seal;
        private byte[] piece = {};
        private byte[] ahead;
        private int at;
        private boolean last;

        private In(InputStream in, SealedStream seal) throws IOException {
            this.in = new DataInputStream(in);
            this.seal = seal;
            this.ahead = this.in.readNBytes(PIECE + TAG);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            while (at == piece.length) {
                if (last) {
                    return -1;
                }
                next();
            }
            int part = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, bytes, from, part);
            at += part;
            return part;
        }

        /** Whether a piece is the last is known by what follows it, and proved by its nonce. */
        private void next() throws IOException {
            var sealed = ahead;
            ahead = in.readNBytes(PIECE + TAG);
            last = ahead.length == 0;
            if (sealed.length < TAG) {
                throw broken();
            }
            piece = seal.piece(sealed, sealed.length, last);
            at = 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
