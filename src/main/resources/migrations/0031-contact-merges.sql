-- Who was put together with whom. before: the contact that stayed, as JSON; moved: what came to it from the other, as JSON.
create table contact_merge (
  id integer primary key,
  workspace integer not null,
  contact integer not null references contact on delete cascade,
  other integer not null,
  before text not null,
  moved text not null,
  undone_at integer,
  created_at integer not null
) strict;

create index contact_merge_contact on contact_merge (contact) where undone_at is null;

-- The other stands in the bin with merged_into, until it is purged there; from then on the two are one for good.
alter table contact add column merged_into integer;
