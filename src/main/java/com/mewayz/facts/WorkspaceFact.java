package com.mewayz.facts;

/** What happens to workspaces and their members. */
public sealed interface WorkspaceFact extends Fact {
    record WorkspaceCreated(long workspace, long by, String name) implements WorkspaceFact {}

    record MemberAdded(long workspace, long by, long user, String role) implements WorkspaceFact {}

    /** Somebody was invited, under an address or by a link to be passed on. */
    record MemberInvited(long workspace, long by, long invitation, String role) implements WorkspaceFact {}

    /** An invitation came to its end without a member; {@code how}: declined, cancelled. */
    record InvitationEnded(long workspace, long by, long invitation, String how) implements WorkspaceFact {}

    record RoleChanged(long workspace, long by, long user, String from, String to) implements WorkspaceFact {}

    record MemberRemoved(long workspace, long by, long user) implements WorkspaceFact {}

    record MemberLeft(long workspace, long by, long user) implements WorkspaceFact {}

    record OwnershipTransferred(long workspace, long by, long user) implements WorkspaceFact {}

    record WorkspaceChanged(long workspace, long by, String what) implements WorkspaceFact {}

    record WorkspaceDeleted(long workspace, long by, String name) implements WorkspaceFact {}

    record TokenCreated(long workspace, long by, long apiToken, String name) implements WorkspaceFact {}

    /** {@code name}: the token's, for the log when the row is gone. */
    record TokenRevoked(long workspace, long by, long apiToken, String name) implements WorkspaceFact {}

    /** A list left the house; {@code what}: audit, contacts. */
    record ListExported(long workspace, long by, String what) implements WorkspaceFact {}

    /** A link was made that shows figures to whoever has it. */
    record FiguresShared(long workspace, long by, long share, String name) implements WorkspaceFact {}

    /** {@code name}: the link's, for the log when the row is gone. */
    record ShareRevoked(long workspace, long by, long share, String name) implements WorkspaceFact {}

    /** Figures that another program counted are shown from now on; {@code origin}: which program. */
    record FiguresImported(long workspace, long by, long site, String origin) implements WorkspaceFact {}

    record ImportRemoved(long workspace, long by, long site, String origin) implements WorkspaceFact {}
}
