package com.mewayz.workspaces;

/**
 * Who a user is, as far as a workspace needs to know.
 *
 * @param verified whether the address was proved to be theirs
 */
public record Person(String email, boolean verified) {}
