create table thing (
  id integer primary key,
  workspace integer not null,
  created_at integer not null,
  name text not null unique
) strict;
