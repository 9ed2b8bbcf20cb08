package com.mewayz.platform.passkeys;

/** What a browser sends of a new passkey; binary parts are base64url. */
public record Attestation(String client, String attestation) {}
