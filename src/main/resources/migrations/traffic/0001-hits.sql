-- Page views (block 0) and clicks, as they came. Append-only, with one index: a second one would cost most of the
-- insert rate. Sites and blocks are ids, so renaming or moving a site loses nothing.
-- visitor: a keyed hash that only the day's salt could make again; address and agent are not stored anywhere.
-- source is derived from referrer, utm_source and browser, and can be derived again when its rules change.
create table hit (
  id integer primary key,
  at integer not null,
  site integer not null,
  block integer not null,
  visitor integer not null,
  source text not null,
  referrer text,
  utm_source text,
  utm_medium text,
  utm_campaign text,
  device text not null,
  browser text not null,
  system text not null,
  language text,
  country text
) strict;

create index hit_site_at on hit (site, at);

-- The keys of the visitor hash: one for each day and time zone, gone half an hour after the day has ended.
create table salt (
  day text not null,
  zone text not null,
  bytes blob not null,
  until integer not null,
  primary key (day, zone)
) strict, without rowid;

-- What was not counted and why. at: start of a quarter of an hour, the largest step that fits every time zone's days.
create table left_out (
  site integer not null,
  at integer not null,
  reason text not null,
  number integer not null,
  primary key (site, at, reason)
) strict, without rowid;

-- Deleted sites whose rows are still to be removed, once they can be restored no more.
create table gone (
  site integer primary key,
  at integer not null
) strict;
