package com.mewayz.platform.oidc;

import com.mewayz.platform.crypto.Sha256;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One way to a provider and back. The verifier of PKCE and the nonce follow from a secret that only the browser keeps,
 * so that nothing that is stored here is of use to anybody.
 *
 * @param secret at least 256 random bits, in a cookie of the browser that set out
 * @param back the address the provider sends the browser to
 */
public record Errand(String secret, String state, String back) {
    /** 64 letters, of the 43 to 128 that RFC 7636 wants. */
    String verifier() {
        return Sha256.hex(("pkce " + state + " " + secret).getBytes(StandardCharsets.UTF_8));
    }

    String nonce() {
        return Sha256.hex(("nonce " + state + " " + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** Where the browser is sent. */
    String address(Registration registration, Endpoints endpoints) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", registration.clientId());
        parameters.put("redirect_uri", back);
        parameters.put("state", state);
        parameters.put("code_challenge", challenge());
        parameters.put("code_challenge_method", "S256");
        if (registration.kind() == Registration.Kind.GITHUB) {
            parameters.put("scope", "read:user user:email");
        } else {
            parameters.put("scope", "openid email profile");
            parameters.put("nonce", nonce());
        }
        return endpoints.authorization() + (endpoints.authorization().indexOf('?') < 0 ? "?" : "&") + query(parameters);
    }

    /** What the token endpoint is asked, but for the client's own proof. */
    Map<String, String> redemption(String code) {
        return Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", back, "code_verifier", verifier());
    }

    private String challenge() {
        var hash = Sha256.digest().digest(verifier().getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
        return "errand"; // never its secrets
    }
}
