-- Who else may say who somebody is, set up by whoever runs the server. The secret is sealed.
create table provider (
  id integer primary key,
  kind text not null check (kind in ('openid', 'google', 'github')),
  name text not null,
  issuer text not null unique,
  client_id text not null,
  client_secret text not null,
  enabled integer not null,
  created_at integer not null
) strict;

-- Whom a provider means by a subject. The address is only for showing: it may move to somebody else over there.
create table identity (
  id integer primary key,
  user integer not null references user on delete cascade,
  issuer text not null,
  subject text not null,
  provider text not null,
  email text not null,
  created_at integer not null,
  last_used_at integer not null,
  unique (issuer, subject)
) strict;
create index identity_user on identity (user);

-- Browsers on their way to a provider. Only hashes: the state is in the address, the other secret in a cookie.
create table departure (
  id integer primary key,
  state text not null unique,
  browser text not null,
  provider integer not null references provider on delete cascade,
  user integer references user on delete cascade,
  back text not null,
  next text not null,
  created_at integer not null,
  expires_at integer not null
) strict;
create index departure_provider on departure (provider);
create index departure_user on departure (user);
create index departure_expiry on departure (expires_at);

-- Who came back from a provider under the address of an account, which they have not shown to be theirs yet.
create table link_offer (
  id integer primary key,
  token text not null unique,
  user integer not null references user on delete cascade,
  issuer text not null,
  subject text not null,
  provider text not null,
  email text not null,
  next text not null,
  created_at integer not null,
  expires_at integer not null
) strict;
create index link_offer_user on link_offer (user);
create index link_offer_expiry on link_offer (expires_at);
