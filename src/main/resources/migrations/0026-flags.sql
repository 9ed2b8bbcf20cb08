-- Features switched off or on. workspace: 0 for the whole server, which a workspace's own value goes before.
create table flag (
  flag text not null,
  workspace integer not null,
  value integer not null,
  primary key (flag, workspace)
) strict, without rowid;
