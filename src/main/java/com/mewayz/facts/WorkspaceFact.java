package com.mewayz.facts;

/** What happens to workspaces and their members. */
public sealed interface WorkspaceFact extends Fact {
    record WorkspaceCreated(long workspace, long by, String name) implements WorkspaceFact {}

    record MemberAdded(long workspace, long by, long user, String role) implements WorkspaceFact {}
}
