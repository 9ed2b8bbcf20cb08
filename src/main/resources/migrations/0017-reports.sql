-- What a workspace wants people to do. target: a block's id, a path or address with * for anything, the name of an
-- event, or a kind of fact. amount: minor units, where each is worth the same.
create table goal (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  name text not null,
  kind text not null check (kind in ('link', 'page', 'outbound', 'event', 'fact')),
  target text not null,
  worth text not null check (worth in ('none', 'fixed', 'own')),
  amount integer not null,
  currency text,
  created_at integer not null
) strict;

create index goal_workspace on goal (workspace, id);

-- Questions that are asked again and again. question: which sites, days and lists, as JSON. next_at: when it is sent next, null where nobody asked for that.
create table report (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  name text not null,
  question text not null,
  schedule text not null check (schedule in ('none', 'daily', 'weekly', 'monthly')),
  hour integer not null,
  recipients text not null,
  next_at integer,
  created_at integer not null
) strict;

create index report_workspace on report (workspace, id);
create index report_due on report (next_at) where next_at is not null;

-- What a report came to. run: the local day it was due for, or nothing if somebody asked for it: nothing is sent twice.
create table report_result (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  report integer not null references report on delete cascade,
  run text,
  from_day text not null,
  to_day text not null,
  data text not null,
  created_at integer not null,
  unique (report, run)
) strict;

create index report_result_report on report_result (report, id);

-- To whom a result was sent. letter: see there, 0 where none could be written; why: the reason.
create table report_letter (
  id integer primary key,
  result integer not null references report_result on delete cascade,
  user integer not null references user on delete cascade,
  letter integer not null,
  why text not null,
  unique (result, user)
) strict;

-- Figures that whoever has the link may see. token: the SHA-256 of what is in the link; link: the same, sealed, to be
-- copied again.
create table share (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  name text not null,
  sites text not null,
  token text not null unique,
  link text not null,
  password text,
  expires_at integer,
  last_seen_at integer,
  created_at integer not null
) strict;

create index share_workspace on share (workspace, id);
