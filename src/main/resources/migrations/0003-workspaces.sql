-- What one creator, or a team, works in.
create table workspace (
  id integer primary key,
  name text not null,
  timezone text not null,
  created_at integer not null
) strict;

create table member (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  user integer not null references user on delete cascade,
  role text not null check (role in ('owner', 'admin', 'editor', 'viewer')),
  created_at integer not null,
  unique (user, workspace)
) strict;

create index member_workspace on member (workspace, id);
