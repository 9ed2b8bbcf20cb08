package com.mewayz.testing;

import com.mewayz.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Speaks HTTP with the program, as an API client with a token or as a browser with cookies. It follows no redirects. */
public final class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

    private final String address;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private long workspace;

    public Client(String address) {
        this.address = address;
    }

    public long workspace() {
        return workspace;
    }

    /** Signs in over the API; from now on the token is sent. */
    public Client signIn(String email) {
        return signIn(email, TestApp.PASSWORD);
    }

    public Client signIn(String email, String password) {
        var reply = post("/api/v1/auth/login", Map.of("email", email, "password", password))
                .is(201);
        return with("Authorization", "Bearer " + reply.at("/data/token").asText());
    }

    /** Signs in over the form, as a browser does; from now on the cookie is sent. */
    public Client browse(String email) {
        submit("/sign-in", Map.of("email", email, "password", TestApp.PASSWORD)).is(303);
        return this;
    }

    Client in(long workspace) {
        this.workspace = workspace;
        return with("X-Workspace", String.valueOf(workspace));
    }

    public Client with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** The value that is sent under this name, empty if none is. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public Client without(String header) {
        headers.remove(header);
        return this;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    public Reply get(String path) {
        return send("GET", path, "", new byte[0]);
    }

    public Reply head(String path) {
        return send("HEAD", path, "", new byte[0]);
    }

    public Reply post(String path, Object body) {
        return json("POST", path, body);
    }

    public Reply post(String path) {
        return send("POST", path, "", new byte[0]);
    }

    public Reply put(String path, Object body) {
        return json("PUT", path, body);
    }

    public Reply patch(String path, Object body) {
        return json("PATCH", path, body);
    }

    public Reply delete(String path) {
        return send("DELETE", path, "", new byte[0]);
    }

    public Reply json(String method, String path, Object body) {
        var text = body instanceof String raw ? raw : Json.write(body);
        return send(method, path, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a form as a browser would: it opens the page first, for the token in it. */
    public Reply submit(String path, Map<String, String> fields) {
        return submit(path, path, fields);
    }

    /** Opens {@code page}, takes its CSRF token, and posts the form to {@code action}. */
    public Reply submit(String page, String action, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        var token = CSRF.matcher(get(page).body());
        if (token.find()) {
            all.put("_csrf", token.group(1));
        }
        return form(action, all);
    }

    /** Sends a form as it is. */
    public Reply form(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send("POST", path, "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Uploads one file in the field {@code file}. */
    public Reply upload(String path, String name, byte[] bytes) {
        return upload(path, Map.of(), name, bytes);
    }

    /** Uploads one file in the field {@code file}, after some other fields. */
    public Reply upload(String path, Map<String, String> fields, String name, byte[] bytes) {
        var boundary = "----mewayz-test-boundary";
        var others = fields.entrySet().stream()
                .map(field -> "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.getKey()
                        + "\"\r\n\r\n" + field.getValue() + "\r\n")
                .collect(Collectors.joining());
        var head = (others + "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        var tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        var body = new byte[head.length + bytes.length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(bytes, 0, body, head.length, bytes.length);
        System.arraycopy(tail, 0, body, head.length + bytes.length, tail.length);
        return send("POST", path, "multipart/form-data; boundary=" + boundary, body);
    }

    public Reply send(String method, String path, String type, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            response.headers().allValues("set-cookie").forEach(this::keep);
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String cookie) {
        var pair = cookie.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
