-- Archives of the whole server, kept in the data folder. file: its name there; empty once it was thinned out or failed.
create table backup (
  id integer primary key,
  file text not null,
  state text not null check (state in ('running', 'ready', 'failed')),
  made_by integer not null,
  bytes integer not null default 0,
  content_rows integer not null default 0,
  content_files integer not null default 0,
  error text not null default '',
  created_at integer not null,
  verified_at integer
) strict;

create index backup_state on backup (state, created_at);
