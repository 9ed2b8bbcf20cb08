-- Whether an address was proved, and who runs the server: whoever made the first account.
alter table user add column verified_at integer;
alter table user add column operator integer not null default 0;
update user set operator = 1 where id = (select min(id) from user);

-- When the caller last showed who they are: sensitive steps want that to be a moment ago.
alter table session add column proved_at integer not null default 0;

-- One-time links that are mailed or copied. Each serves one purpose, one user and the one subject it was made for.
create table one_time_link (
  id integer primary key,
  purpose text not null,
  user integer not null references user on delete cascade,
  subject text not null,
  token text not null unique,
  created_at integer not null,
  expires_at integer not null,
  used_at integer
) strict;

create index one_time_link_user on one_time_link (user, purpose);
create index one_time_link_expiry on one_time_link (expires_at);
