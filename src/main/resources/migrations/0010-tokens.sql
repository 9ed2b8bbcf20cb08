-- API tokens; only the SHA-256 of what the holder has is stored. A token lives as long as its maker's membership.
create table api_token (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  user integer not null references user on delete cascade,
  name text not null,
  start text not null,
  abilities text not null,
  token text not null unique,
  expires_at integer,
  last_used_at integer,
  created_at integer not null,
  foreign key (user, workspace) references member (user, workspace) on delete cascade
) strict;

create index api_token_workspace on api_token (workspace, id);
create index api_token_user on api_token (user, workspace);
create index api_token_expiry on api_token (expires_at) where expires_at is not null;

-- Facts are only ever added. Two exceptions have to say so in the same transaction, by a row that never outlives it:
-- old facts are forgotten, and a person who leaves is forgotten in facts that stay.
create table fact_exception (
  reason text primary key check (reason in ('retention', 'erasure'))
) strict;

create trigger fact_stays_as_written before update on fact
when not exists (select 1 from fact_exception where reason = 'erasure')
  or new.id <> old.id or new.workspace <> old.workspace or new.user <> old.user or new.at <> old.at or new.kind <> old.kind
begin
  select raise(abort, 'facts stay as they were written');
end;

create trigger fact_is_not_replaced before insert on fact
when exists (select 1 from fact where id = new.id)
begin
  select raise(abort, 'facts stay as they were written');
end;

create trigger fact_is_not_deleted before delete on fact
when not exists (select 1 from fact_exception where reason = 'retention')
begin
  select raise(abort, 'facts are not deleted');
end;

-- What happened to a person, for their own page and for the audit log.
create index fact_about on fact (workspace, body ->> 'user', id) where workspace = 0;
