package com.mewayz.accounts;

import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Cookie;
import com.mewayz.platform.web.Networks;

/**
 * Where somebody signs in from.
 *
 * @param network the address, or the network that one customer has whole
 * @param device what the browser was given when it first got in; empty if it brings nothing
 * @param trust what the browser was given when its user chose to trust it; empty if it brings nothing
 */
public record Place(String network, String device, String trust) {
    static final Cookie DEVICE = new Cookie("mewayz-device");

    static Place of(Call call) {
        return new Place(
                Networks.neighbourhood(call.origin().address()),
                brought(DEVICE, call),
                brought(TrustedDevices.COOKIE, call));
    }

    /** Somewhere that has no browser. */
    static Place at(String address) {
        return new Place(Networks.neighbourhood(address), "", "");
    }

    private static String brought(Cookie cookie, Call call) {
        return cookie.read(call).filter(token -> token.length() <= 64).orElse("");
    }

    @Override
    public String toString() {
        return "a place"; // never the device's token nor a whole address
    }
}
