package com.mewayz.accounts;

import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Cookie;
import com.mewayz.platform.web.Networks;

/**
 * Where somebody signs in from.
 *
 * @param network the address, or the network that one customer has whole
 * @param device what the browser was given when it first got in; empty if it brings nothing
 */
public record Place(String network, String device) {
    static final Cookie DEVICE = new Cookie("mewayz-device");

    static Place of(Call call) {
        return new Place(
                Networks.neighbourhood(call.origin().address()),
                DEVICE.read(call).filter(token -> token.length() <= 64).orElse(""));
    }

    @Override
    public String toString() {
        return "a place"; // never the device's token nor a whole address
    }
}
