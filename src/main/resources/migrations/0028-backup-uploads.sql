-- Archives that came from elsewhere; they are no backups of this server. file: the name here; empty once it was refused.
-- unopened: it could not be looked through yet; error says why. archived_at: when it was made, as it says itself.
create table backup_upload (
  id integer primary key,
  file text not null,
  name text not null,
  state text not null check (state in ('checking', 'whole', 'unopened', 'refused')),
  made_by integer not null,
  bytes integer not null,
  content_rows integer not null default 0,
  content_files integer not null default 0,
  version text not null default '',
  archived_at integer,
  error text not null default '',
  created_at integer not null
) strict;
