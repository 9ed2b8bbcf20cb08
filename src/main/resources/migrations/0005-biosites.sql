-- A link-in-bio site: the draft. What visitors see is site_publication.
create table site (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  handle text not null,
  skeleton text not null,
  name text not null,
  tagline text not null,
  bio text not null,
  theme text not null,
  theme_settings text not null,
  avatar integer references media_file on delete set null,
  language text not null,
  position integer not null,
  status text not null default 'draft' check (status in ('draft', 'live')),
  published_at integer,
  deleted_at integer,
  updated_at integer not null,
  created_at integer not null
) strict;

create unique index site_handle on site (handle) where deleted_at is null;
create index site_skeleton on site (skeleton);
create index site_workspace on site (workspace, position);
create index site_avatar on site (avatar);
create index site_deleted on site (deleted_at) where deleted_at is not null;

-- Handles that were published once belong to their site for good, even when the site is gone: printed codes lead there.
create table former_handle (
  handle text primary key,
  skeleton text not null,
  workspace integer not null,
  site integer not null
) strict;

create index former_handle_skeleton on former_handle (skeleton);
create index former_handle_site on former_handle (site);

create table block (
  id integer primary key,
  workspace integer not null,
  site integer not null references site on delete cascade,
  position integer not null,
  active integer not null,
  highlighted integer not null,
  visible_from integer,
  visible_until integer,
  content text not null,
  deleted_at integer,
  updated_at integer not null,
  created_at integer not null
) strict;

create index block_site on block (site, position);
create index block_deleted on block (deleted_at) where deleted_at is not null;

-- The snapshot that visitors see: there is one exactly while the site is live.
create table site_publication (
  site integer primary key references site on delete cascade,
  workspace integer not null,
  content text not null,
  at integer not null
) strict;

-- Where the links of published pages lead; /l/{id} goes here and nowhere else.
create table click_target (
  block integer primary key,
  workspace integer not null,
  site integer not null references site on delete cascade,
  address text not null,
  visible_from integer,
  visible_until integer
) strict;

create index click_target_site on click_target (site);
