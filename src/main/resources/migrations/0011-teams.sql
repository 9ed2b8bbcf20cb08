-- Open invitations: one that was used up, declined, cancelled or is too old is gone. Only the SHA-256 of its token is
-- stored. Without an address it is a link for whoever holds it. A letter means that the token left by mail alone.
create table invitation (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  email text,
  role text not null check (role in ('owner', 'admin', 'editor', 'viewer')),
  token text not null unique,
  uses_left integer not null check (uses_left > 0),
  invited_by integer not null references user on delete cascade,
  letter integer not null,
  created_at integer not null,
  expires_at integer not null,
  unique (workspace, email)
) strict;

create index invitation_email on invitation (email);
create index invitation_expiry on invitation (expires_at);
create index invitation_inviter on invitation (invited_by);

-- A deleted workspace has no members from then on; its row goes a day later, when everybody has heard of it.
alter table workspace add column deleted_at integer;
