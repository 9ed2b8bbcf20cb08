package com.mewayz.accounts;

import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Networks;
import com.mewayz.platform.web.Throttle;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Who may have an account here, and the ways to one. Where anybody may ask for an account, what is answered must not
 * tell who has one already, and only a letter can do without: so registration is open only where mail can be sent.
 * Invitations and providers need no letter, since they bring a permission or a confirmed address.
 */
public final class Newcomers {
    private final Bus bus;
    private final Users users;
    private final Registrations registrations;
    private final boolean wanted;
    private final Throttle often;

    /** @param wanted whether the configuration lets anybody make an account */
    Newcomers(Bus bus, Clock clock, Users users, Registrations registrations, boolean wanted) {
        this.bus = bus;
        this.users = users;
        this.registrations = registrations;
        this.wanted = wanted;
        this.often = new Throttle(clock, 10, Duration.ofHours(1));
    }

    Registrations registrations() {
        return registrations;
    }

    /** Whether anybody may ask for an account. */
    boolean open() {
        return wanted && registrations.confirms();
    }

    /** @throws Problem 403, and why */
    void requireOpen() {
        if (!wanted) {
            throw Problem.forbidden("Registration is closed on this server.");
        }
        if (!registrations.confirms()) {
            throw Problem.forbidden(
                    "Registration opens once this server can send mail. Until then, ask for an invitation.");
        }
    }

    /** Whether somebody a provider vouches for may make an account: their address is confirmed without a letter. */
    boolean openToVouched() {
        return wanted;
    }

    /** Writes to whoever wants an account; what is answered does not depend on who has one already. */
    void join(Call call, String name, String email) {
        requireOpen();
        requireSetUp();
        write(call, name, email);
    }

    /** The first account runs the server: it is made with the setup link, or on the machine, and in no other way. */
    private void requireSetUp() {
        if (users.none()) {
            throw Problem.forbidden("This server is not set up yet. Open the setup link first.");
        }
    }

    /**
     * Makes an account for somebody who was invited: an invitation is permission, also where registration is closed.
     *
     * @param condition what must hold, before a password is hashed and again in the account's transaction
     * @param next runs in the same transaction, last
     */
    public User joinInvited(Call call, UserInput input, Runnable condition, Consumer<User> next) {
        condition.run();
        input.check().done(); // a slip of the pen is no try
        often.take(Networks.neighbourhood(call.origin().address()));
        var user = users.register(input, condition, next);
        bus.deliver();
        return user;
    }

    /**
     * Where mail is sent, writes to an address that somebody wants an account for, whoever has it; nothing is told here.
     *
     * @return false where no mail is sent
     */
    public boolean writes(Call call, String name, String email) {
        if (!registrations.confirms()) {
            return false;
        }
        write(call, name, email);
        return true;
    }

    private void write(Call call, String name, String email) {
        often.take(Networks.neighbourhood(call.origin().address()));
        registrations.ask(name, email);
    }

    /** The same for somebody a provider vouches for, without a password; {@code next} runs in the same transaction. */
    User welcome(Call call, String name, String email, Consumer<User> next) {
        requireSetUp();
        often.take(Networks.neighbourhood(call.origin().address()));
        var user = users.welcome(name, email, next);
        bus.deliver();
        return user;
    }
}
