package com.mewayz.testing;

import com.mewayz.platform.Json;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * An identity provider on this machine that speaks OpenID Connect and GitHub's OAuth as the real ones do: it checks the
 * client, its redirect address, PKCE, and that a code is used once. It signs in whoever {@link #person} says, and lies
 * where a test tells it to.
 */
public final class FakeProvider implements AutoCloseable {
    public static final String CLIENT = "mewayz:client";
    /** Made once: each takes a quarter of a second. */
    private static final RSAKey FIRST = key("first");

    public static final String SECRET = "s3cret+/&:of%mewayz";

    public final Map<String, Object> person = new ConcurrentHashMap<>(
            Map.of("sub", "subject-1", "email", "mia@example.com", "email_verified", true, "name", "Mia Torres"));
    /** GitHub's answer to /user/emails. */
    public volatile List<Map<String, Object>> addresses = List.of();
    /** The last word on the claims of an ID token. */
    public volatile Consumer<JWTClaimsSet.Builder> claims = builder -> {};
    /** The last word on the ID token itself. */
    public volatile BiFunction<FakeProvider, JWTClaimsSet, String> token = FakeProvider::sign;
    /** What it calls itself in its answers, and whether it announces that. */
    public volatile String sender;

    public volatile boolean announces = true;
    /** The last word on the discovery document. */
    public volatile Consumer<Map<String, Object>> document = document -> {};
    /** Answers in place of the token endpoint, if set. */
    public volatile byte[] tokenAnswer = {};

    public volatile RSAKey key = FIRST;
    public volatile String lastVerifier = "";
    public final AtomicInteger keysAsked = new AtomicInteger();

    private final HttpServer server;
    private final Clock clock;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

    public FakeProvider(Clock clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sender = issuer();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, discovery()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/login/oauth/authorize", this::authorize);
        server.createContext("/token", this::redeem);
        server.createContext("/login/oauth/access_token", this::redeemAtGitHub);
        server.createContext("/keys", exchange -> {
            keysAsked.incrementAndGet();
            json(exchange, new JWKSet(key.toPublicJWK()).toJSONObject());
        });
        server.createContext("/person", exchange -> authorized(exchange, person));
        server.createContext("/api/v3/meta", exchange -> json(exchange, Map.of()));
        server.createContext("/api/v3/user/emails", exchange -> authorized(exchange, addresses));
        server.createContext(
                "/api/v3/user",
                exchange -> authorized(exchange, Map.of("id", 4711, "login", "mia", "email", "profile@example.com")));
        server.start();
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Signs the person in, as a browser at this address would find, and returns where the browser is sent. */
    public String visit(String address) {
        var uri = URI.create(address);
        var page = new Client(uri.getScheme() + "://" + uri.getAuthority());
        return page.get(uri.getRawPath() + "?" + uri.getRawQuery()).is(302).header("Location");
    }

    /** Signed with the provider's own key. */
    public String sign(JWTClaimsSet set) {
        return sign(set, key);
    }

    public String sign(JWTClaimsSet set, RSAKey with) {
        try {
            var signed = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(with.getKeyID())
                            .build(),
                    set);
            signed.sign(new RSASSASigner(with));
            return signed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private Map<String, Object> discovery() {
        var document = new LinkedHashMap<String, Object>();
        document.put("issuer", issuer());
        document.put("authorization_endpoint", issuer() + "/authorize");
        document.put("token_endpoint", issuer() + "/token");
        document.put("jwks_uri", issuer() + "/keys");
        document.put("userinfo_endpoint", issuer() + "/person");
        document.put("authorization_response_iss_parameter_supported", announces);
        document.put("response_types_supported", List.of("code"));
        this.document.accept(document);
        return document;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var asked = parameters(exchange.getRequestURI().getRawQuery());
        if (!CLIENT.equals(asked.get("client_id"))
                || !"code".equals(asked.get("response_type"))
                || !"S256".equals(asked.get("code_challenge_method"))
                || !asked.getOrDefault("redirect_uri", "").endsWith("/oauth/callback")) {
            answer(exchange, 400, "text/plain", "bad request".getBytes(StandardCharsets.UTF_8));
            return;
        }
        var code = UUID.randomUUID().toString();
        codes.put(code, asked);
        var back = asked.get("redirect_uri") + "?code=" + code + "&state=" + encode(asked.getOrDefault("state", ""))
                + (sender.isEmpty() ? "" : "&iss=" + encode(sender));
        exchange.getResponseHeaders().set("Location", back);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void redeem(HttpExchange exchange) throws IOException {
        var form = form(exchange);
        var pair = encode(CLIENT) + ":" + encode(SECRET);
        var basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        var asked = codes.remove(form.getOrDefault("code", ""));
        if (tokenAnswer.length > 0) {
            answer(exchange, 200, "application/json", tokenAnswer);
        } else if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(
                    exchange,
                    401,
                    "application/json",
                    "{\"error\":\"invalid_client\"}".getBytes(StandardCharsets.UTF_8));
        } else if (asked == null || !fits(asked, form)) {
            answer(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}".getBytes(StandardCharsets.UTF_8));
        } else {
            var about = new JWTClaimsSet.Builder()
                    .issuer(issuer())
                    .audience(CLIENT)
                    .issueTime(Date.from(clock.instant()))
                    .expirationTime(Date.from(clock.instant().plusSeconds(300)))
                    .claim("nonce", asked.get("nonce"));
            person.forEach(about::claim);
            claims.accept(about);
            json(
                    exchange,
                    Map.of(
                            "access_token",
                            "access",
                            "token_type",
                            "Bearer",
                            "expires_in",
                            300,
                            "scope",
                            "openid email profile",
                            "id_token",
                            token.apply(this, about.build())));
        }
    }

    private void redeemAtGitHub(HttpExchange exchange) throws IOException {
        var form = form(exchange);
        var asked = codes.remove(form.getOrDefault("code", ""));
        boolean known = CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret"));
        json(
                exchange,
                known && asked != null && fits(asked, form)
                        ? Map.of("access_token", "access", "scope", "read:user,user:email", "token_type", "bearer")
                        : Map.of("error", "bad_verification_code", "error_description", "The code is incorrect."));
    }

    private boolean fits(Map<String, String> asked, Map<String, String> form) {
        lastVerifier = form.getOrDefault("code_verifier", "");
        return "authorization_code".equals(form.get("grant_type"))
                && asked.getOrDefault("redirect_uri", "").equals(form.get("redirect_uri"))
                && challenge(lastVerifier).equals(asked.get("code_challenge"));
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void authorized(HttpExchange exchange, Object body) throws IOException {
        if ("Bearer access".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            json(exchange, body);
        } else {
            answer(exchange, 401, "text/plain", "no".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void json(HttpExchange exchange, Object body) throws IOException {
        answer(exchange, 200, "application/json", Json.write(body).getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        return parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new HashMap<String, String>();
        for (var pair : query.split("&")) {
            var parts = pair.split("=", 2);
            parameters.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
