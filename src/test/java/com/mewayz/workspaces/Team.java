package com.mewayz.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.accounts.UserInput;
import com.mewayz.platform.web.Role;
import com.mewayz.testing.Client;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A workspace with an owner, and the words its tests use. */
final class Team {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    final TestApp app;
    final Client owner;
    final long workspace;
    final String path;

    Team(TestApp app) {
        this.app = app;
        this.owner = app.register(name("boss"));
        this.workspace = owner.workspace();
        this.path = "/api/v1/workspaces/" + workspace;
    }

    static String name(String kind) {
        return kind + NUMBER.incrementAndGet();
    }

    /** Somebody with this role here, who can sign in and has a workspace of their own, too. */
    Person join(Role role) {
        return join(name(role.word()), role);
    }

    Person join(String name, Role role) {
        var person = outsider(name);
        app.app.workspaces().join(workspace, 0, person.user, role);
        return person;
    }

    Person outsider(String name) {
        var client = app.register(name);
        return new Person(client.get("/api/v1/auth/user").at("/data/id").asLong(), TestApp.email(name), client);
    }

    /** An account that is in no workspace but this one. */
    Person only(Role role) {
        var name = name(role.word());
        var user = app.app
                .accounts()
                .users()
                .register(
                        new UserInput(name, TestApp.email(name), TestApp.PASSWORD),
                        () -> {},
                        made -> app.app.workspaces().join(workspace, 0, made.id(), role));
        app.app.bus().deliver();
        return new Person(user.id(), user.email(), app.visitor().signIn(user.email()));
    }

    Reply invite(Client by, Object input) {
        return by.post(path + "/invite", input);
    }

    /** The path of a fresh link for one address, made by the owner. */
    String link(String email, String role) {
        return link(Map.of("email", email, "role", role));
    }

    String link(Map<String, Object> input) {
        return local(invite(owner, input).is(201));
    }

    String local(Reply invited) {
        return invited.at("/data/results/0/link")
                .asText()
                .substring(app.address().length());
    }

    static String token(String link) {
        return link.substring(link.indexOf("token=") + "token=".length());
    }

    /** Opens the link in this browser and sends one of its forms. */
    static Reply act(Client browser, String link, String what, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("token", token(link));
        // signed in, the proof is on every page with a form, also where the invitation itself is gone
        return browser.submit(browser.cookies().isEmpty() ? link : "/workspaces", "/invitation/" + what, all);
    }

    static Reply register(Client browser, String link, String email) {
        return act(browser, link, "account", Map.of("name", "Nia", "email", email, "password", TestApp.PASSWORD));
    }

    long member(long user) {
        return app.app.teams().members().find(workspace, user).orElseThrow().id();
    }

    List<Member> members() {
        return app.app.workspaces().members(workspace);
    }

    long owners() {
        return members().stream().filter(member -> member.role() == Role.OWNER).count();
    }

    /** All at the same moment. */
    static List<Integer> together(List<Callable<Integer>> requests) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = new ArrayList<Integer>();
            for (var status : threads.invokeAll(requests)) {
                statuses.add(status.get());
            }
            assertThat(statuses).noneMatch(status -> status >= 500);
            return statuses;
        }
    }

    record Person(long user, String email, Client client) {}
}
