package com.mewayz.operations.status;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What people use, as they would call it.
 *
 * @param name stored with what was found, and never shown
 * @param works whether it does right now; empty where there is no such thing, like mail without a mail server
 */
public record Component(String name, String label, Supplier<Optional<Boolean>> works) {
    /** The name of the server as a whole, which is down when it does not run. */
    static final String SERVER = "server";
}
