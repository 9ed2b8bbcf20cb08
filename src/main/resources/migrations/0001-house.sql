-- What happened, in order. Also the audit log, the feed, and the source of webhooks and automations.
create table fact (
  id integer primary key,
  workspace integer not null,
  user integer not null,
  at integer not null,
  kind text not null,
  body text not null
) strict;

create index fact_workspace on fact (workspace, id);

-- How far each listener has come.
create table listener (
  name text primary key,
  fact integer not null,
  failures integer not null default 0,
  retry_at integer,
  error text not null default '',
  parked integer not null default 0
) strict;

-- db-scheduler's table, with the columns its documentation names; not strict, because it stores timestamps its own way.
create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data blob,
  execution_time timestamp not null,
  picked integer not null,
  picked_by text,
  last_success timestamp,
  last_failure timestamp,
  consecutive_failures integer,
  last_heartbeat timestamp,
  version integer not null,
  priority integer,
  primary key (task_name, task_instance)
);

create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

-- Settings that are changed while the program runs.
create table setting (
  name text primary key,
  value text not null
) strict;
