-- Whether a workspace asks its members for a second factor, and whether a session has shown one.
alter table workspace add column second_factor integer not null default 0;
alter table session add column second_factor integer not null default 0;

-- Browsers in which a password is enough for a while. Only the SHA-256 of what the browser keeps is stored.
create table trusted_device (
  id integer primary key,
  user integer not null references user on delete cascade,
  token text not null unique,
  client text not null,
  created_at integer not null,
  last_used_at integer not null,
  expires_at integer not null
) strict;

create index trusted_device_user on trusted_device (user, created_at);
create index trusted_device_expiry on trusted_device (expires_at);

-- A challenge is for the browser that asked: the SHA-256 of what it was given. Those of before end within minutes anyway.
delete from passkey_challenge;
alter table passkey_challenge add column browser text not null default '';

-- Wrong codes are slowed down like wrong passwords now, by place and by account.
drop table factor_try;
