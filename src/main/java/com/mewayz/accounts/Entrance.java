package com.mewayz.accounts;

import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Caller;
import com.mewayz.platform.web.Cookie;
import com.mewayz.platform.web.Percent;
import com.mewayz.platform.web.Sessions;
import java.util.Optional;
import java.util.function.BiConsumer;

/** How a browser gets in, whichever way it has shown who it is: here cookies are given and taken. */
final class Entrance {
    /** Names a sign-in that wants its second factor, and allows nothing else. */
    static final Cookie PENDING = new Cookie("mewayz-step");

    private final SignIns signIns;
    private final UserSessions sessions;
    private final KnownPlaces places;
    private final TrustedDevices devices;
    private final BiConsumer<Call, User> arrived;

    /** @param arrived told of everybody who comes in */
    Entrance(
            SignIns signIns,
            UserSessions sessions,
            KnownPlaces places,
            TrustedDevices devices,
            BiConsumer<Call, User> arrived) {
        this.devices = devices;
        this.arrived = arrived;
        this.signIns = signIns;
        this.sessions = sessions;
        this.places = places;
    }

    /** After the first proof: in, or on to the second factor. */
    Answer lead(Call call, SignIns.Entry entry, String next) {
        return switch (entry) {
            case SignIns.Entry.In in -> welcome(call, in.started(), next);
            case SignIns.Entry.SecondFactor half ->
                PENDING.set(
                        Answer.seeOther("/sign-in/factor?to=" + Percent.encode(next)),
                        call.origin(),
                        half.token(),
                        PendingSignIns.LIFE);
        };
    }

    /** In: with a new session, while one that the browser brought is let go. */
    Answer welcome(Call call, SignIns.Started started, String next) {
        call.known().filter(Caller::byCookie).ifPresent(old -> sessions.replace(old.user(), old.session()));
        arrived.accept(call, started.user());
        var device = places.remember(started.user().id(), Place.of(call));
        var answer = Sessions.start(Answer.seeOther(next), call.origin(), started.token(), SignIns.LIFE);
        answer = Place.DEVICE.set(answer, call.origin(), device, KnownPlaces.LIFE);
        return PENDING.read(call).isPresent() ? PENDING.clear(answer, call.origin()) : answer;
    }

    /** After the second factor: if its form says so, this browser is spared it for a while. */
    Answer trusted(Call call, SignIns.Started started, Answer answer) {
        if (!call.form().flag("trust")) {
            return answer;
        }
        var token = devices.trust(started.user().id(), SignIns.shortened(Accounts.client(call)));
        return TrustedDevices.COOKIE.set(answer, call.origin(), token, TrustedDevices.LIFE);
    }

    /** After a fresh proof: the session goes on under a new token. */
    Answer proved(Call call, String next) {
        var token = sessions.renew(call.user(), call.caller().session());
        return Sessions.start(Answer.seeOther(next), call.origin(), token, SignIns.LIFE);
    }

    /** After a second factor was set up: the session, which counts for more now, goes on under a new token. */
    Answer raised(Call call, Answer answer) {
        var token = sessions.raise(call.user(), call.caller().session());
        return Sessions.start(answer, call.origin(), token, SignIns.LIFE);
    }

    /** The sign-in that this browser has begun. */
    Optional<PendingSignIns.Pending> waiting(Call call) {
        return PENDING.read(call).flatMap(token -> signIns.waiting(token, SignIns.Kind.COOKIE));
    }

    String token(Call call) {
        return PENDING.read(call).orElse("");
    }
}
