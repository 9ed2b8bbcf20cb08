-- Pictures of a workspace, in two sizes; the bytes are in the file store under their SHA-256.
create table media_file (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  name text not null,
  type text not null,
  width integer not null,
  height integer not null,
  small_type text not null,
  small_width integer not null,
  small_height integer not null,
  large_sha text not null,
  small_sha text not null,
  bytes integer not null,
  created_at integer not null
) strict;

create index media_file_workspace on media_file (workspace, id);
create index media_file_large on media_file (large_sha);
create index media_file_small on media_file (small_sha);
