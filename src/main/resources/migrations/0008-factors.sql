-- A sign-in that still wants its second factor. It allows nothing else; only the SHA-256 of its token is stored.
create table pending_sign_in (
  id integer primary key,
  user integer not null references user on delete cascade,
  kind text not null check (kind in ('cookie', 'bearer')),
  token text not null unique,
  client text not null,
  tries integer not null default 0,
  created_at integer not null,
  expires_at integer not null
) strict;

create index pending_sign_in_user on pending_sign_in (user);
create index pending_sign_in_expiry on pending_sign_in (expires_at);

-- Wrong second factors of an account in a window of time, however often somebody signs in anew meanwhile.
create table factor_try (
  user integer primary key references user on delete cascade,
  tries integer not null,
  until integer not null
) strict;

-- The secret of an authenticator app (RFC 6238), sealed. It counts once a first code has confirmed it.
create table totp (
  user integer primary key references user on delete cascade,
  secret text not null,
  last_step integer not null,
  created_at integer not null,
  confirmed_at integer
) strict;

-- Codes for the day the phone is gone. The label finds the row, the rest of the code is hashed like a password.
create table recovery_code (
  id integer primary key,
  user integer not null references user on delete cascade,
  label text not null,
  secret text not null,
  created_at integer not null,
  used_at integer,
  unique (user, label)
) strict;

-- Passkeys (WebAuthn). `site` is the host they were made for: elsewhere they do not exist.
create table passkey (
  id integer primary key,
  user integer not null references user on delete cascade,
  site text not null,
  credential text not null unique,
  public_key text not null,
  name text not null,
  counter integer not null,
  backup_eligible integer not null,
  backed_up integer not null,
  created_at integer not null,
  last_used_at integer
) strict;

create index passkey_user on passkey (user, created_at);

-- Challenges that passkeys sign, each once. `user` is 0 before it is known who signs in.
create table passkey_challenge (
  id integer primary key,
  challenge text not null unique,
  purpose text not null,
  user integer not null,
  expires_at integer not null
) strict;

create index passkey_challenge_expiry on passkey_challenge (expires_at);

-- Browsers and networks from which somebody got all the way in: they are let in while strangers guess elsewhere.
create table known_place (
  user integer not null references user on delete cascade,
  place text not null,
  seen_at integer not null,
  primary key (user, place)
) strict;
