/** Passwords (Argon2id), random tokens, and secrets at rest (AES-256-GCM). The only home of Bouncy Castle. */
@NullMarked
package com.mewayz.platform.crypto;

import org.jspecify.annotations.NullMarked;
