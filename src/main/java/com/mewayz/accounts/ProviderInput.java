package com.mewayz.accounts;

import com.mewayz.platform.Check;
import com.mewayz.platform.oidc.Registration.Kind;
import com.mewayz.platform.web.Form;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a provider needs.
 *
 * @param issuer empty where the kind knows it
 * @param clientSecret empty to keep the one that is there
 */
record ProviderInput(String kind, String name, String issuer, String clientId, String clientSecret, boolean enabled) {
    private static final Set<String> KINDS = Arrays.stream(Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());

    static ProviderInput of(Form form) {
        return new ProviderInput(
                form.text("kind"),
                form.text("name"),
                form.text("issuer").replaceAll("/+$", ""),
                form.text("client_id"),
                form.text("client_secret"),
                form.flag("enabled"));
    }

    /** @param fresh whether there is no secret yet */
    Check check(boolean fresh) {
        var check = new Check()
                .oneOf("kind", kind, KINDS)
                .text("name", name, 1, 40)
                .that("client_id", clientId.matches("[\\x21-\\x7e]{1,300}"), "Copy the client ID from the provider.")
                .that(
                        "client_secret",
                        clientSecret.matches("[\\x21-\\x7e]{1,500}") || !fresh && clientSecret.isEmpty(),
                        "Copy the client secret from the provider.");
        if (KINDS.contains(kind) && (!issuer.isEmpty() || protocol().issuer().isEmpty())) {
            check.webAddress("issuer", issuer)
                    .that(
                            "issuer",
                            issuer.indexOf('?') < 0 && issuer.indexOf('#') < 0,
                            "Leave out what follows ? or #.");
        }
        return check;
    }

    Kind protocol() {
        return Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    /** The issuer, or the one place where providers of this kind are. */
    String place() {
        return issuer.isEmpty() ? protocol().issuer() : issuer;
    }

    @Override
    public String toString() {
        return "provider input"; // never the secret
    }
}
