package com.mewayz.platform.http;

import com.mewayz.platform.Problem;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;

/**
 * A large file from an address that somebody gave on the command line of this machine: to disk, piece by piece, and
 * from wherever they say. Redirects are followed from https:// to https:// only.
 */
public final class Download {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 30_000;
    private static final int PIECE = 64 * 1024;

    private Download() {}

    /**
     * @param most bytes; a longer one is refused
     * @param progress told of the bytes so far
     * @throws Problem 400 with why there is nothing
     */
    public static void to(Path file, String address, long most, LongConsumer progress) {
        try {
            var url = new URI(address).toURL();
            if (!(url.openConnection() instanceof HttpsURLConnection connection)) {
                throw Problem.malformed(address + " does not begin with https://.");
            }
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw Problem.malformed(address + " answers " + connection.getResponseCode() + ".");
            }
            try (var in = connection.getInputStream();
                    var out = Files.newOutputStream(file)) {
                long all = 0;
                var bytes = new byte[PIECE];
                for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                    all += length;
                    if (all > most) {
                        throw Problem.tooLarge(address + " is larger than " + (most >> 20) + " MB.");
                    }
                    out.write(bytes, 0, length);
                    progress.accept(all);
                }
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw Problem.malformed(address + " is no address.");
        } catch (SSLException e) {
            throw Problem.malformed(address + " cannot be downloaded: its certificate is not valid for this address.");
        } catch (IOException e) {
            throw Problem.malformed(address + " cannot be downloaded: " + e.getMessage() + ".");
        }
    }
}
