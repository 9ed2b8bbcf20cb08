-- Letters, stored in the transaction that makes them true and sent by a job. The body (subject, text, a one-time token)
-- is sealed, and erased when the letter has ended. What a crash leaves in 'sending' may have been sent.
create table letter (
  id integer primary key,
  kind text not null,
  recipient text not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'refused', 'uncertain')),
  reply text not null default '',
  tries integer not null default 0,
  next_try_at integer not null,
  created_at integer not null,
  ended_at integer
) strict;

create index letter_due on letter (next_try_at) where state in ('waiting', 'sending');
create index letter_ended on letter (ended_at) where ended_at is not null;

-- Addresses somebody wants a new password for, whether anybody has them or not: looked up later, out of sight.
create table reset_request (
  id integer primary key,
  email text not null,
  created_at integer not null
) strict;
