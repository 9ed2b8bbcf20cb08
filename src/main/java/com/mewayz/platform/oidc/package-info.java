/**
 * Signing in with somebody else's word: OpenID Connect (code flow with PKCE and nonce) and GitHub's OAuth. The one home
 * of the JOSE library. It knows nothing of our accounts: it says who a provider says somebody is.
 */
@NullMarked
package com.mewayz.platform.oidc;

import org.jspecify.annotations.NullMarked;
