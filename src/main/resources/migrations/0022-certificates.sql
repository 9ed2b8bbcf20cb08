-- Certificates by ACME. chain: PEM, the host's own first; empty until there is one. secret: its key, sealed.
-- rehearsing: the next try goes to the authority's stage, where failures do not count. next_at: not before then. asked_at: when the authority was asked last whether
-- it would have it renewed.
create table certificate (
  id integer primary key,
  host text not null unique,
  chain text not null,
  secret text not null,
  reason text not null,
  failures integer not null,
  rehearsing integer not null,
  tried_at integer,
  next_at integer not null,
  asked_at integer,
  issued_at integer,
  expires_at integer
) strict;

-- What an authority knows us by. location: where it keeps the account; empty until it was asked. secret: the key, sealed.
create table acme_account (
  id integer primary key,
  directory text not null unique,
  location text not null,
  secret text not null
) strict;
