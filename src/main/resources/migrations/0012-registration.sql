-- Accounts that wait for their address to be confirmed. One for each address: the last that was asked for.
create table registration (
  id integer primary key,
  name text not null,
  email text not null unique,
  password text not null,
  token text not null unique,
  created_at integer not null,
  expires_at integer not null
) strict;

create index registration_expiry on registration (expires_at);
