-- Addresses that wait to be confirmed before there is an account. The password is chosen behind the link, so that
-- nobody can choose it for somebody else.
create table registration (
  id integer primary key,
  name text not null,
  email text not null,
  token text not null unique,
  created_at integer not null,
  expires_at integer not null
) strict;

create index registration_email on registration (email);
create index registration_expiry on registration (expires_at);
