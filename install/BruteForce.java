import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Guesses passwords of one account, as fast as the server takes them, while its owner signs in from elsewhere; part of
 * install/bench. It talks to 127.0.0.1 only and tells the server, which has to trust 127.0.0.1 as a proxy, whose turn
 * it is.
 *
 * <p>Arguments: port, email, password, number of guesses, number of addresses they come from.
 */
final class BruteForce {
    private static final int AT_ONCE = 64;
    private static final int CALM_SIGN_INS = 15;
    private static final String OWNER = "192.0.2.10";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI login;
    private final String email;
    private final String password;

    private BruteForce(int port, String email, String password) {
        this.login = URI.create("http://127.0.0.1:" + port + "/api/v1/auth/login");
        this.email = email;
        this.password = password;
    }

    public static void main(String[] arguments) throws Exception {
        new BruteForce(Integer.parseInt(arguments[0]), arguments[1], arguments[2])
                .run(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
    }

    private void run(int guesses, int addresses) throws Exception {
        for (int i = 0; i < CALM_SIGN_INS; i++) {
            signIn(password, OWNER); // warms the server up
        }
        var before = owner(CALM_SIGN_INS);
        var answers = new ConcurrentHashMap<Integer, AtomicInteger>();
        var during = new ArrayList<Visit>();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var turns = new Semaphore(AT_ONCE);
            var attack = threads.submit(() -> attack(guesses, addresses, answers, turns));
            while (!attack.isDone() || during.size() < 3) {
                during.add(visit());
            }
            attack.get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        var after = owner(CALM_SIGN_INS);
        print(guesses, addresses, answers, seconds);
        System.out.printf(
                "    the owner's sign-in: median %s before, %s during, %s after; got in %s, %s, %s%n",
                median(before), median(during), median(after), let(before), let(during), let(after));
    }

    private Void attack(
            int guesses, int addresses, ConcurrentHashMap<Integer, AtomicInteger> answers, Semaphore turns)
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < guesses; i++) {
                int guess = i;
                turns.acquire();
                running.add(threads.submit(() -> {
                    try {
                        int from = guess % addresses;
                        int status = signIn("wrong guess " + guess, "198.18." + from / 250 + "." + (1 + from % 250));
                        return answers.computeIfAbsent(status, key -> new AtomicInteger())
                                .incrementAndGet();
                    } finally {
                        turns.release();
                    }
                }));
            }
            for (var guess : running) {
                guess.get();
            }
        }
        return null;
    }

    private List<Visit> owner(int times) throws Exception {
        var all = new ArrayList<Visit>();
        for (int i = 0; i < times; i++) {
            all.add(visit());
        }
        return all;
    }

    private Visit visit() throws Exception {
        long start = System.nanoTime();
        int status = signIn(password, OWNER);
        return new Visit(status, (System.nanoTime() - start) / 1e6);
    }

    private int signIn(String guess, String address) throws IOException, InterruptedException {
        var body = "{\"email\": \"" + email + "\", \"password\": \"" + guess + "\"}";
        var request = HttpRequest.newBuilder(login)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", address)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** 422 says that the password was looked at and is wrong; 429 that nobody looked. */
    private static void print(
            int guesses, int addresses, ConcurrentHashMap<Integer, AtomicInteger> answers, double seconds) {
        int evaluated = count(answers, 422);
        int refused = count(answers, 429);
        int through = count(answers, 200) + count(answers, 201);
        System.out.printf(
                "  %,d wrong passwords from %,d address%s in %.1f s: %,d evaluated, %,d refused, %,d otherwise answered, %d got in%n",
                guesses,
                addresses,
                addresses == 1 ? "" : "es",
                seconds,
                evaluated,
                refused,
                guesses - evaluated - refused - through,
                through);
    }

    private static int count(ConcurrentHashMap<Integer, AtomicInteger> answers, int status) {
        return answers.getOrDefault(status, new AtomicInteger()).get();
    }

    private static String median(List<Visit> visits) {
        var times = visits.stream().mapToDouble(Visit::millis).sorted().toArray();
        return times.length == 0 ? "-" : Math.round(times[times.length / 2]) + " ms";
    }

    private static String let(List<Visit> visits) {
        return visits.stream().filter(visit -> visit.status < 300).count() + " of " + visits.size();
    }

    private record Visit(int status, double millis) {}
}
