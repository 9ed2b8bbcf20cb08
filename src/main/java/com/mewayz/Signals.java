package com.mewayz;

import java.lang.reflect.Proxy;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What other processes may ask of this one, besides its end. */
final class Signals {
    private static final Logger LOG = Logger.getLogger(Signals.class.getName());

    /** What people and systemd send for that. A terminal that closes sends it, too, unless the program was told to ignore it. */
    static final String HANG_UP = "HUP";

    /** What the commands beside a server send: nobody else does, and a program that does not know it is not ended by it. */
    static final String URGENT = "URG";

    private Signals() {}

    /** By the module jdk.unsupported, which the compiler would complain of: there is no other way to hear of a signal. */
    static void on(String name, Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var listener = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.FINE, "SIG" + name + " is not heard here", e);
        }
    }
}
