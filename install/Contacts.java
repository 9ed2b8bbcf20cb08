import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Brings lists of people along, looks for some of them, and undoes a list; part of install/bench.
 *
 * <p>Arguments: port, email, password, people of a list.
 */
final class Contacts {
    private static final String[] FIRST = {"Amelie", "Bruno", "Hanna", "Ines", "Jonas", "Leo", "Nora", "Paul", "Sofia", "Tomas"};
    private static final String[] LAST = {"Roux", "Costa", "Kowalski", "Duarte", "Weber", "Okafor", "Haddad", "Becker"};
    private static final int SEARCHES = 400;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SplittableRandom random = new SplittableRandom(1);
    private final String base;
    private final String token;

    private Contacts(String base, String email, String password) throws Exception {
        this.base = base;
        var login = HttpRequest.newBuilder(URI.create(base + "/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}"))
                .build();
        token = value(http.send(login, BodyHandlers.ofString()).body(), "token");
    }

    public static void main(String[] arguments) throws Exception {
        new Contacts("http://127.0.0.1:" + arguments[0] + "/api/v1", arguments[1], arguments[2])
                .run(Integer.parseInt(arguments[3]));
    }

    private void run(int people) throws Exception {
        post("/workspaces", "application/json", "{\"name\":\"Bench\"}".getBytes(StandardCharsets.UTF_8), false);
        var first = upload(people, 0);
        double trial = timed(first, "trial", "{\"known\":\"fill\",\"tag\":\"list\"}", "ready");
        double done = timed(first, "run", "", "done");
        System.out.printf(
                "  %,d people: tried in %.1f s, brought along in %.1f s (target: less than 10 together)%n", people, trial, done);
        var second = upload(people, people);
        timed(second, "trial", "{\"known\":\"fill\"}", "ready");
        timed(second, "run", "", "done");
        search("a word that few have", false, 2 * people);
        search("the beginning of a name that many have", true, 2 * people);
        System.out.printf("  undone in %.1f s (target: less than 10)%n", timed(second, "reversal", "", "undone"));
    }

    private void search(String what, boolean common, int people) throws Exception {
        while (count(people - 1) == 0) {
            Thread.sleep(200); // the index follows
        }
        var times = new long[SEARCHES];
        for (int i = 0; i < SEARCHES; i++) {
            int number = random.nextInt(people);
            var words = common ? FIRST[number % FIRST.length].substring(0, 3) : "person" + number;
            long start = System.nanoTime();
            get("/crm/contacts?q=" + words + "&per_page=50");
            times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        System.out.printf(
                "  search among %,d contacts, %s: p50 %.1f ms, p95 %.1f ms (target: less than 50)%n",
                people, what, times[SEARCHES / 2] / 1e6, times[SEARCHES * 95 / 100] / 1e6);
    }

    private int count(int number) throws Exception {
        return Integer.parseInt(value(get("/crm/contacts?q=person" + number), "total_items"));
    }

    /** How many seconds until the list is in that state. */
    private double timed(String batch, String verb, String body, String state) throws Exception {
        long start = System.nanoTime();
        post("/crm/imports/" + batch + "/" + verb, body.isEmpty() ? "" : "application/json", body.getBytes(StandardCharsets.UTF_8), true);
        while (true) {
            var now = value(get("/crm/imports/" + batch), "state");
            if (now.equals(state)) {
                return (System.nanoTime() - start) / 1e9;
            }
            if (now.equals("failed")) {
                throw new IllegalStateException("the import failed");
            }
            Thread.sleep(20);
        }
    }

    private String upload(int people, int from) throws Exception {
        var file = new StringBuilder("Name,Email,Phone,Tags\n");
        for (int i = from; i < from + people; i++) {
            file.append(FIRST[i % FIRST.length])
                    .append(' ')
                    .append(LAST[i / 10 % LAST.length])
                    .append(",person")
                    .append(i)
                    .append("@example.org,+4670")
                    .append(10_000_000 + i)
                    .append(i % 3 == 0 ? ",lessons\n" : ",\n");
        }
        var body = new ByteArrayOutputStream();
        body.writeBytes("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file.toString().getBytes(StandardCharsets.UTF_8));
        body.writeBytes("\r\n--x--\r\n".getBytes(StandardCharsets.UTF_8));
        return value(post("/crm/import", "multipart/form-data; boundary=x", body.toByteArray(), true), "id");
    }

    private String get(String path) throws IOException, InterruptedException {
        var answer = http.send(request(path).GET().build(), BodyHandlers.ofString());
        return answer.body();
    }

    private String post(String path, String type, byte[] body, boolean must) throws IOException, InterruptedException {
        var request = request(path).POST(BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (must && answer.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token);
    }

    private static String value(String json, String name) {
        var found = Pattern.compile("\"" + name + "\":\"?([^\",}]+)").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return found.group(1);
    }
}
