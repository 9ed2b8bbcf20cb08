-- Pages elsewhere whose visits are counted here. hosts: where they may be; a JSON array.
create table website (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  name text not null,
  hosts text not null,
  deleted_at integer,
  created_at integer not null
) strict;

create index website_workspace on website (workspace, id);
create index website_deleted on website (deleted_at) where deleted_at is not null;
