-- The last runs of each job. millis: how long it took. error: why it failed, empty if it did not. note: what it did, if it tells.
create table job_run (
  id integer primary key,
  name text not null,
  started_at integer not null,
  millis integer not null,
  error text not null,
  note text not null
) strict;

create index job_run_by_name on job_run (name, id);
