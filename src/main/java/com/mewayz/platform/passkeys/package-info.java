/** Passkeys (W3C Web Authentication, level 3). The only home of webauthn4j, which is loaded when it is first used. */
@NullMarked
package com.mewayz.platform.passkeys;

import org.jspecify.annotations.NullMarked;
