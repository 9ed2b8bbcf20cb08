package com.mewayz.platform.http;

import com.mewayz.platform.http.Outcome.Refused;
import com.mewayz.platform.http.Outcome.TryLater;
import com.mewayz.platform.http.Outcome.Uncertain;

/** Ends an exchange from within; it never leaves this package. */
final class Stop extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Outcome outcome;

    private Stop(Outcome outcome) {
        super(null, null, false, false);
        this.outcome = outcome;
    }

    static Stop refused(String why) {
        return new Stop(new Refused(why));
    }

    static Stop later(String why) {
        return new Stop(new TryLater(why));
    }

    static Stop uncertain(String why) {
        return new Stop(new Uncertain(why));
    }

    Outcome outcome() {
        return outcome;
    }
}
