-- People who can sign in. The address is stored in lower case.
create table user (
  id integer primary key,
  name text not null,
  email text not null unique,
  password text not null,
  created_at integer not null
) strict;

-- Sessions of browsers and tokens of API clients; only the SHA-256 of what the client holds is stored.
create table session (
  id integer primary key,
  user integer not null references user on delete cascade,
  kind text not null check (kind in ('cookie', 'bearer')),
  token text not null unique,
  csrf text not null,
  workspace integer,
  client text not null,
  created_at integer not null,
  last_used_at integer not null,
  expires_at integer not null
) strict;

create index session_user on session (user, created_at);
create index session_expiry on session (expires_at);

-- One-time links that make the first account.
create table setup_link (
  id integer primary key,
  token text not null unique,
  created_at integer not null,
  expires_at integer not null,
  used_at integer
) strict;
