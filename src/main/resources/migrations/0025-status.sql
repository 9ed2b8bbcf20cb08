-- What the server's own checks found, by component and day (UTC): seconds. Seconds in which nobody looked are in neither.
create table status_day (
  component text not null,
  day text not null,
  up integer not null,
  down integer not null,
  primary key (component, day)
) strict, without rowid;

-- component: also 'server', for the time in which it did not run. ended_at: null as long as it lasts.
create table outage (
  id integer primary key,
  component text not null,
  began_at integer not null,
  ended_at integer
) strict;

-- What the operator tells. state: that of the last note. begins_at: for maintenance that is planned, else when it began.
create table incident (
  id integer primary key,
  title text not null,
  impact text not null check (impact in ('minor', 'major', 'maintenance')),
  state text not null check (state in ('planned', 'investigating', 'identified', 'monitoring', 'resolved')),
  begins_at integer not null,
  ended_at integer,
  changed_at integer not null
) strict;

create index incident_begins on incident (begins_at);

create table incident_note (
  id integer primary key,
  incident integer not null references incident on delete cascade,
  state text not null,
  body text not null,
  at integer not null
) strict;

create index incident_note_of on incident_note (incident, at);
