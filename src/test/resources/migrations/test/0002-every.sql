create table every_type (
  id integer primary key,
  text text not null,
  missing text,
  small integer not null,
  large integer not null,
  fraction real not null,
  yes integer not null,
  at integer not null,
  day text not null,
  colour text not null,
  part text not null,
  tags text not null,
  counts text not null
) strict;
