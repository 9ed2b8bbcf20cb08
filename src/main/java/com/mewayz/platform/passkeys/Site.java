package com.mewayz.platform.passkeys;

import com.mewayz.platform.web.Origin;
import java.net.URI;

/**
 * For whom a passkey is made.
 *
 * @param id the relying party's id: the host of the console
 * @param origin scheme, host and port that the browser must name
 */
public record Site(String id, String origin) {
    public static Site of(Origin origin) {
        return new Site(String.valueOf(URI.create(origin.base()).getHost()), origin.base());
    }
}
