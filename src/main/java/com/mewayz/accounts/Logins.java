package com.mewayz.accounts;

import static com.mewayz.platform.web.Role.ANYONE;
import static com.mewayz.platform.web.Role.ARRIVING;
import static com.mewayz.platform.web.Role.USER;

import com.mewayz.accounts.SignIns.Credentials;
import com.mewayz.platform.db.Page;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import java.util.List;

/** How programs sign in and out, over the API, and see which sessions there are. */
public final class Logins {
    private final Users users;
    private final SignIns signIns;
    private final UserSessions sessions;
    private final Factors factors;
    private final KnownPlaces places;
    private final Newcomers newcomers;

    Logins(
            Users users,
            SignIns signIns,
            UserSessions sessions,
            Factors factors,
            KnownPlaces places,
            Newcomers newcomers) {
        this.users = users;
        this.signIns = signIns;
        this.sessions = sessions;
        this.factors = factors;
        this.places = places;
        this.newcomers = newcomers;
    }

    void mount(Api api) {
        api.post(
                "/auth/login",
                ANYONE,
                Credentials.class,
                Login.class,
                "Sign in and get a token, or what is wanted beside the password",
                this::login);
        api.post(
                "/auth/second-factor",
                ANYONE,
                SecondFactorInput.class,
                Token.class,
                "Finish signing in with the code of an authenticator app, or a recovery code",
                this::secondFactor);
        api.post(
                "/auth/register",
                ANYONE,
                NewcomerInput.class,
                Joined.class,
                "Ask for an account, where registration is open; a letter asks to confirm the address first",
                this::register);
        api.post("/auth/logout", ARRIVING, Void.class, "End this session", this::logout);
        api.get("/auth/user", USER, User.class, "Who am I", call -> users.get(call.user()));
        api.get("/auth/sessions", USER, UserSessions.OpenSession[].class, "My sessions", this::sessions);
        api.delete(
                "/auth/sessions",
                USER,
                "End my other sessions",
                call -> sessions.endOthers(call.user(), call.caller().session()));
        api.delete(
                "/auth/sessions/{session}",
                USER,
                "End a session of mine",
                call -> sessions.end(call.user(), call.id("session")));
        api.patch(
                "/auth/user",
                USER,
                NameInput.class,
                User.class,
                "Change my name",
                call -> new NameInput(users.get(call.user()).name()),
                (call, input) -> users.rename(call.user(), input));
    }

    private Login login(Call call, Credentials credentials) {
        var entry = signIns.signIn(credentials, SignIns.Kind.BEARER, Place.of(call), Accounts.client(call));
        return switch (entry) {
            case SignIns.Entry.In in -> new Login(known(call, in.started()));
            case SignIns.Entry.SecondFactor half ->
                new Login(
                        half.token(),
                        signIns.waiting(half.token(), SignIns.Kind.BEARER)
                                .map(waiting -> factors.of(waiting.user()))
                                .orElse(List.of()));
        };
    }

    private Token secondFactor(Call call, SecondFactorInput input) {
        input.check();
        return known(
                call,
                signIns.finish(
                        String.valueOf(input.token()),
                        String.valueOf(input.code()),
                        SignIns.Kind.BEARER,
                        Place.of(call)));
    }

    private Joined register(Call call, NewcomerInput input) {
        newcomers.join(call, input.name(), input.email());
        return new Joined(UserInput.canonical(input.email()));
    }

    private Object logout(Call call) {
        signIns.signOut(call.user(), call.caller().session());
        return users.get(call.user());
    }

    private Page<UserSessions.OpenSession> sessions(Call call) {
        var all = sessions.all(call.user(), call.caller().session());
        return new Page<>(all, 1, Math.max(1, all.size()), all.size());
    }

    private Token known(Call call, SignIns.Started started) {
        places.rememberNetwork(started.user().id(), Place.of(call));
        return new Token(started);
    }

    /** What an API client gets when it signs in. */
    public record Token(String token, String type, User user) {
        Token(SignIns.Started started) {
            this(started.token(), "Bearer", started.user());
        }

        @Override
        public String toString() {
            return "token of " + user.id(); // never the token
        }
    }
}
