-- Texts by number: every row of the log is made of numbers only.
create table word (
  id integer primary key,
  text text not null unique
) strict;

-- The log: one row for each act that counts, only ever appended to, kept for a set number of days.
-- day: days since 1970 in the site's time zone, minute: of that day; both as its clocks stood then.
-- act: see traffic/Column.java. visitor: a keyed hash that only the day's salt could make again.
create table log (
  id integer primary key autoincrement, -- never given twice: event_detail hangs on it
  site integer not null,
  day integer not null,
  at integer not null,
  act integer not null,
  visitor integer not null,
  visit integer not null,
  minute integer not null,
  seconds integer not null,
  page integer not null,
  target integer not null,
  source integer not null,
  channel integer not null,
  referrer integer not null,
  medium integer not null,
  campaign integer not null,
  content integer not null,
  term integer not null,
  country integer not null,
  device integer not null,
  browser integer not null,
  system integer not null,
  language integer not null
) strict;

create index log_site_day on log (site, day);

-- What an event carries beside its name. amount: minor units.
create table event_detail (
  log integer primary key,
  properties text,
  amount integer not null,
  currency text
) strict;

-- Days with rows of the log that no sealed day holds yet.
create table open_day (
  site integer not null,
  day integer not null,
  rows integer not null,
  primary key (site, day)
) strict, without rowid;

-- A day of a site in columns, derived from the log and made again from it when missing: totals first, for reading them
-- alone is quick. upto: the last row of the log it holds. hashes: the visitors' hashes while the day may still grow;
-- once it is closed they are dropped, and what stays tells visitors of one day apart and nothing else. logged: whether
-- the log still has its rows.
create table sealed_day (
  site integer not null,
  day integer not null,
  rows integer not null,
  upto integer not null,
  closed integer not null,
  logged integer not null default 1,
  visitors integer not null,
  views integer not null,
  clicks integer not null,
  events integer not null,
  visits integer not null,
  engaged integer not null,
  seconds_total integer not null,
  act blob not null,
  visitor blob not null,
  source blob not null,
  country blob not null,
  device blob not null,
  page blob not null,
  target blob not null,
  channel blob not null,
  visit blob not null,
  minute blob not null,
  seconds blob not null,
  referrer blob not null,
  medium blob not null,
  campaign blob not null,
  content blob not null,
  term blob not null,
  browser blob not null,
  system blob not null,
  language blob not null,
  hashes blob,
  visit_ids blob
) strict;

create unique index sealed_day_site_day on sealed_day (site, day);

-- Days whose rows of the log may be forgotten once they are old.
create index sealed_day_logged on sealed_day (day) where closed = 1 and logged = 1;

-- What version 1 had recorded. Its rows know neither time zone nor page nor visit: days are those of Greenwich, and a
-- visitor's rows of a day are one visit.
insert into word (text)
  select source from hit union select referrer from hit where referrer is not null
  union select utm_source from hit where utm_source is not null
  union select utm_medium from hit where utm_medium is not null
  union select utm_campaign from hit where utm_campaign is not null
  union select device from hit union select browser from hit union select system from hit
  union select language from hit where language is not null
  union select '/' union select 'other';

insert into log
  select null, h.site, h.at / 86400000, h.at,
    iif(h.block > 0, 1, 0)
      + iif(row_number() over visit = 1, 8, 0)
      + iif(row_number() over visit = 2, 16, 0),
    h.visitor,
    first_value(h.id) over visit,
    h.at / 60000 % 1440,
    coalesce(min(1800, (h.at - lag(h.at) over visit) / 1000), 0),
    (select id from word where text = '/'),
    h.block,
    (select id from word where text = h.source),
    (select id from word where text = 'other'),
    coalesce((select id from word where text = h.referrer), 0),
    coalesce((select id from word where text = h.utm_medium), 0),
    coalesce((select id from word where text = h.utm_campaign), 0),
    0, 0, 0,
    (select id from word where text = h.device),
    (select id from word where text = h.browser),
    (select id from word where text = h.system),
    coalesce((select id from word where text = h.language), 0)
  from hit h
  window visit as (partition by h.site, h.visitor, h.at / 86400000 order by h.id)
  order by h.id;

insert into open_day (site, day, rows) select site, day, count(*) from log group by site, day;

drop table hit;
