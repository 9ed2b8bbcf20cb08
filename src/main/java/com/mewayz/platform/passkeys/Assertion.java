package com.mewayz.platform.passkeys;

/**
 * What a browser sends when a passkey has signed; binary parts are base64url.
 *
 * @param credential the id of the passkey
 * @param handle the user the passkey was made for, as we named them then
 */
public record Assertion(String credential, String client, String data, String signature, String handle) {}
