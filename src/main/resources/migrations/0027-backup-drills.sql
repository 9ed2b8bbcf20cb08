-- Trial restores. file: the archive that was restored aside. locked: it is sealed, and this server does not have its passphrase.
create table backup_drill (
  id integer primary key,
  file text not null,
  state text not null check (state in ('running', 'passed', 'failed', 'locked')),
  made_by integer not null,
  millis integer not null default 0,
  content_rows integer not null default 0,
  content_files integer not null default 0,
  reason text not null default '',
  created_at integer not null
) strict;

create index backup_drill_state on backup_drill (state, created_at);
