package com.mewayz.platform.passkeys;

/**
 * What is kept of a passkey.
 *
 * @param credential its id, base64url
 * @param publicKey id and public key as the authenticator made them, base64url
 * @param counter signatures so far; authenticators that sync stay at 0
 * @param backupEligible whether it may be kept in more places than one
 * @param verified whether the authenticator checked who holds it, by a PIN or a finger
 */
public record Key(
        String credential,
        String publicKey,
        long counter,
        boolean backupEligible,
        boolean backedUp,
        boolean verified) {}
