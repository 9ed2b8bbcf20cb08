package com.mewayz.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("StringConcatToTextBlock") // line ends must be seen
class MultipartTest {
    private static final String TYPE = "multipart/form-data; boundary=XyZ";
    private static final Multipart.Limits LIMITS = new Multipart.Limits(5, 300, 100, 1000, 1500);

    @Test
    void fieldsAndFilesAreTold() {
        var form = read("--XyZ\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nGrüße\r\n"
                + "--XyZ\r\ncontent-disposition:form-data;name=title\r\n\r\n\r\n"
                + "--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
                + "Content-Type: image/png\r\n\r\n\1\2\r\n--XyZ--\r\n");
        assertThat(form.fields()).containsEntry("title", List.of("Grüße", ""));
        assertThat(form.field("title")).contains("Grüße");
        assertThat(form.field("other")).isEmpty();
        var file = form.file("file").orElseThrow();
        assertThat(file.name()).isEqualTo("a.png");
        assertThat(file.type()).isEqualTo("image/png");
        assertThat(file.bytes()).containsExactly(1, 2);
    }

    @Test
    void preambleEpilogueAndPaddingArePassedOver() {
        var form = read("This is for old mail programs --XyZ\r\n\r\n--XyZ \t \r\n"
                + "Content-Disposition: form-data; name=a\r\n\r\n1\r\n--XyZ--ignored\r\n--XyZ");
        assertThat(form.fields()).isEqualTo(Map.of("a", List.of("1")));
    }

    @Test
    void anEmptyFileInputIsNoFile() {
        assertThat(read(part("form-data; name=file; filename=\"\"", "")).files())
                .isEmpty();
    }

    @Test
    void anEmptyFormHasNothing() {
        assertThat(read("--XyZ--").fields()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "filename=\"plain name.png\"|plain name.png",
                "filename=bare.png|bare.png",
                "filename=\"C:\\Users\\me\\cat.png\"|cat.png",
                "filename=\"../../etc/passwd\"|passwd",
                "filename=\"say \\\"hi\\\".png\"|say \"hi\".png",
                "filename=\"semi;colon=1.png\"|semi;colon=1.png",
                "filename=\"kätzchen 猫.png\"|kätzchen 猫.png",
                "filename=\"x.png\"; filename*=UTF-8''%E7%8C%AB%20.png|猫 .png",
                "filename*=utf-8'en'a%2Fb.png|b.png",
                "FileName=\"case.png\"|case.png",
            })
    void namesOfFilesAreUnderstood(String parameter, String name) {
        var file = read(part("form-data; name=\"file\"; " + parameter, "x")).file("file");
        assertThat(file.orElseThrow().name()).isEqualTo(name);
    }

    @Test
    void aBoundaryMayBeQuotedAndUnusual() {
        var boundary = "a'()+_,-./:=? b";
        var body = "--" + boundary + "\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--" + boundary + "--";
        assertThat(read(body, "Multipart/Form-Data; charset=utf-8; Boundary=\"" + boundary + "\"")
                        .field("a"))
                .contains("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"a",
                "multipart/form-data; boundary=ä",
                "multipart/form-data; boundary=a; boundary=b",
            })
    void withoutAUsableBoundaryNothingIsRead(String type) {
        refused("--a--", type, Problem.Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--XyZ",
                "--XyZ\r\n",
                "--XyZ\r\n\r\nno header\r\n--XyZ--",
                "--XyZ\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XyZ--",
                "--XyZ\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--XyZ--",
                "--XyZ\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--XyZ--",
                "--XyZ\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\nx\r\n--XyZ--",
                "--XyZ\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\nx\r\n--XyZ--",
                "--XyZ\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\neA==\r\n--XyZ--",
                "--XyZ\r\nContent-Disposition: form-data; name=a; filename*=UTF-8''%zz\r\n\r\nx\r\n--XyZ--",
                "--XyZ\r\nContent-Disposition: form-data; name=a; filename*=UTF-8''%ff\r\n\r\nx\r\n--XyZ--",
                "--XyZ\r\nContent-Disposition: form-data; name=a; filename*=latin'x\r\n\r\nx\r\n--XyZ--",
                "--XyZ\r\nno colon\r\n\r\nx\r\n--XyZ--",
                "--XyZ\nContent-Disposition: form-data; name=a\n\nx\n--XyZ--",
            })
    void whatIsNotWellFormedIsRefused(String body) {
        refused(body, TYPE, Problem.Kind.MALFORMED);
    }

    @Test
    void textMustBeUtf8() {
        var body = part("form-data; name=a", "?").getBytes(StandardCharsets.UTF_8);
        body[new String(body, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xe4;
        assertThatThrownBy(() -> Multipart.read(new ByteArrayInputStream(body), TYPE, LIMITS))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.MALFORMED));
    }

    @Test
    void everyLimitHolds() {
        var field = "--XyZ\r\nContent-Disposition: form-data; name=a\r\n\r\n%s\r\n";
        var file = "--XyZ\r\nContent-Disposition: form-data; name=a; filename=f\r\n\r\n%s\r\n";
        assertThat(read(field.formatted("x".repeat(100)) + "--XyZ--").field("a"))
                .isPresent();
        assertThat(read(file.formatted("\r".repeat(1000)) + "--XyZ--").file("a"))
                .isPresent();
        refused(field.formatted("x".repeat(101)) + "--XyZ--", TYPE, Problem.Kind.TOO_LARGE);
        refused(field.formatted("\r".repeat(101)) + "--XyZ--", TYPE, Problem.Kind.TOO_LARGE);
        refused(file.formatted("x".repeat(1001)) + "--XyZ--", TYPE, Problem.Kind.TOO_LARGE);
        refused(file.formatted("x".repeat(800)).repeat(2) + "--XyZ--", TYPE, Problem.Kind.TOO_LARGE);
        refused(field.formatted("").repeat(6) + "--XyZ--", TYPE, Problem.Kind.TOO_LARGE);
        refused("--XyZ\r\nX-Long: " + "x".repeat(300), TYPE, Problem.Kind.TOO_LARGE);
        refused("--XyZ\r\n" + headers(100), TYPE, Problem.Kind.TOO_LARGE);
        refused("--XyZ" + " ".repeat(5000) + "\r\n", TYPE, Problem.Kind.MALFORMED);
    }

    // Contents are put together from what looks like a delimiter and is none, and arrive in pieces of any size.
    @Test
    void whateverIsSentArrives() {
        var random = new Random(42);
        var bait = List.of(
                "\r\n--XyZ",
                "--XyZ\r\n",
                "\r\n--Xy",
                "\r",
                "\n",
                "\r\n",
                "--",
                "-",
                "\r\n--XyZx\r\n",
                "\r\r\n--XyZ-",
                "\n--XyZ--\r\n",
                "\0");
        for (int round = 0; round < 2000; round++) {
            var sent = new ArrayList<byte[]>();
            var body = new ByteArrayOutputStream();
            for (int part = random.nextInt(4); part >= 0; part--) {
                var content = new ByteArrayOutputStream();
                for (int piece = random.nextInt(8); piece > 0; piece--) {
                    var noise = new byte[random.nextInt(round % 50 == 0 ? 9000 : 9)];
                    random.nextBytes(noise);
                    content.writeBytes(random.nextBoolean() ? noise : bytes(bait.get(random.nextInt(bait.size()))));
                }
                // A content may not hold a whole delimiter; whoever sends a form chooses the boundary so.
                content.writeBytes(bytes("x"));
                if (new String(content.toByteArray(), StandardCharsets.ISO_8859_1)
                        .matches("(?s).*(^|\r\n)--XyZ([ \t]*\r\n|--).*")) {
                    content.reset();
                }
                sent.add(content.toByteArray());
                body.writeBytes(bytes("--XyZ\r\nContent-Disposition: form-data; name=f; filename=f\r\n\r\n"));
                body.writeBytes(content.toByteArray());
                body.writeBytes(bytes("\r\n"));
            }
            body.writeBytes(bytes("--XyZ--\r\n"));
            var limits = new Multipart.Limits(9, 300, 100, 1 << 20, 1 << 20);
            var form = Multipart.read(new Trickle(body.toByteArray(), random), TYPE, limits);
            assertThat(form.files()).extracting(FormFile::bytes).containsExactlyElementsOf(sent);
        }
    }

    @Test
    void aFormCutOffAnywhereIsRefused() {
        var body = bytes(part("form-data; name=a", "1").replace("--XyZ--\r\n", "")
                + part("form-data; name=file; filename=x", "content\r\n--Xy"));
        for (int length = 0; length < body.length - 2; length++) {
            var cut = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> Multipart.read(new ByteArrayInputStream(cut), TYPE, LIMITS))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.MALFORMED));
        }
    }

    private static String part(String disposition, String content) {
        return "--XyZ\r\nContent-Disposition: " + disposition + "\r\n\r\n" + content + "\r\n--XyZ--\r\n";
    }

    private static String headers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "X-" + i + ": 1\r\n").collect(Collectors.joining());
    }

    private static Multipart read(String body) {
        return read(body, TYPE);
    }

    private static Multipart read(String body, String type) {
        return Multipart.read(new ByteArrayInputStream(bytes(body)), type, LIMITS);
    }

    private static void refused(String body, String type, Problem.Kind kind) {
        assertThatThrownBy(() -> read(body, type))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Gives a few bytes at a time, as a network does. */
    private static final class Trickle extends InputStream {
        private final InputStream all;
        private final Random random;

        Trickle(byte[] bytes, Random random) {
            this.all = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            return all.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return all.read(into, from, Math.min(length, 1 + random.nextInt(random.nextBoolean() ? 3 : 5000)));
        }
    }
}
