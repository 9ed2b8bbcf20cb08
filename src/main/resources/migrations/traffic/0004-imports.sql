-- What events carried, added up by day when their rows are forgotten: the worth of a goal outlives the log.
create table event_value (
  site integer not null,
  day integer not null,
  event integer not null,
  currency text not null,
  number integer not null,
  amount integer not null,
  primary key (site, day, event, currency)
) strict, without rowid;

-- Figures of the past that other programs counted. An import is read, looked at, and then kept or not.
-- understood, refused: lines of the file; reasons: why some were refused, as JSON. attempts: how often reading it began;
-- percent: how far it has come; figures: rows in imported.
create table import (
  id integer primary key,
  workspace integer not null,
  site integer not null,
  user integer not null,
  origin text not null default '',
  file text not null,
  state text not null check (state in ('waiting', 'reading', 'ready', 'kept', 'refused', 'undone')),
  why text not null default '',
  understood integer not null default 0,
  refused integer not null default 0,
  reasons text not null default '[]',
  attempts integer not null default 0,
  percent integer not null default 0,
  figures integer not null default 0,
  first_day integer,
  last_day integer,
  created_at integer not null
) strict;

create index import_workspace on import (workspace, id);
create index import_site on import (site, id);

-- The file of an import until it has been read.
create table import_file (
  import integer primary key references import on delete cascade,
  content blob not null
) strict;

-- A day's figures of an import: as a whole (dimension 'total', value '') or of one value of a dimension.
create table imported (
  import integer not null,
  dimension text not null,
  day integer not null,
  value text not null,
  visitors integer not null,
  views integer not null,
  clicks integer not null,
  events integer not null,
  visits integer not null,
  engaged integer not null,
  seconds integer not null,
  primary key (import, dimension, day, value)
) strict, without rowid;

-- Which days of which dimensions an import has figures of.
create table imported_day (
  import integer not null,
  dimension text not null,
  day integer not null,
  primary key (import, dimension, day)
) strict, without rowid;

-- From which import a day of a dimension is taken: never from two.
create table import_day (
  site integer not null,
  dimension text not null,
  day integer not null,
  import integer not null,
  primary key (site, dimension, day)
) strict, without rowid;
