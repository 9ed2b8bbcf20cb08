-- Lists of people that were brought along. content is the file; it goes when the import cannot be undone any more.
-- columns: what each column of the file means, as JSON; done: rows that were dealt with in the state it is in.
create table contact_import (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  name text not null,
  content text not null,
  columns text not null,
  known text not null check (known in ('fill', 'overwrite', 'skip')),
  tag text not null,
  consent text not null,
  state text not null check (state in ('mapping', 'checking', 'ready', 'running', 'done', 'undoing', 'undone', 'failed')),
  rows integer not null,
  done integer not null default 0,
  made integer not null default 0,
  changed integer not null default 0,
  same integer not null default 0,
  refused integer not null default 0,
  kept integer not null default 0,
  error text not null default '',
  made_by integer not null,
  finished_at integer,
  created_at integer not null
) strict;

create index contact_import_workspace on contact_import (workspace, id);
create index contact_import_state on contact_import (state) where state in ('checking', 'running', 'undoing');

-- What an import did to a contact. before: what it was, as JSON, or null if the import made it; after: what it became.
create table contact_change (
  import integer not null references contact_import on delete cascade,
  contact integer not null,
  before text,
  after text not null,
  undone integer not null default 0,
  primary key (import, contact)
) strict, without rowid;

-- Rows that were not taken, with the reason. cells: as they stood in the file, as JSON.
create table contact_refusal (
  import integer not null references contact_import on delete cascade,
  line integer not null,
  cells text not null,
  reason text not null,
  primary key (import, line)
) strict, without rowid;
