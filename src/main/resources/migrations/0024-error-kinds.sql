-- Warnings and errors by their kind. message, trace, version: of the first. request: the last one's. done_at: somebody has
-- seen to it; it comes back when it happens again, and came_back says so.
create table error_kind (
  id integer primary key,
  kind text not null unique,
  severe integer not null,
  message text not null,
  trace text not null,
  request text not null,
  version text not null,
  number integer not null,
  first_at integer not null,
  last_at integer not null,
  came_back integer not null,
  done_at integer
) strict;
