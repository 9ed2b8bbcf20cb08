-- People whom a workspace knows: one contact a person, whoever met them first. met_by: newsletter, form, import, hand, api.
-- newsletter is what the latest row of consent for it says: none, asked, given, withdrawn. deleted_at: in the bin for 30 days.
create table contact (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  name text not null,
  language text not null,
  met_by text not null,
  newsletter text not null default 'none' check (newsletter in ('none', 'asked', 'given', 'withdrawn')),
  seen_at integer not null,
  updated_at integer not null,
  deleted_at integer,
  created_at integer not null
) strict;

create index contact_seen on contact (workspace, seen_at desc, id desc) where deleted_at is null;
create index contact_newsletter on contact (workspace, newsletter, seen_at desc, id desc) where deleted_at is null;
create index contact_deleted on contact (deleted_at) where deleted_at is not null;

-- How a person is reached. written: as it was written; normal: as it is compared, the same for everybody who writes it.
create table contact_address (
  id integer primary key,
  workspace integer not null,
  contact integer not null references contact on delete cascade,
  kind text not null check (kind in ('email', 'phone')),
  written text not null,
  normal text not null,
  position integer not null,
  created_at integer not null
) strict;

create unique index contact_address_normal on contact_address (workspace, kind, normal);
create index contact_address_contact on contact_address (contact, kind, position);

create table contact_tag (
  contact integer not null references contact on delete cascade,
  workspace integer not null,
  tag text not null collate nocase,
  primary key (contact, tag)
) strict, without rowid;

create index contact_tag_tag on contact_tag (workspace, tag, contact);

create table contact_note (
  id integer primary key,
  workspace integer not null,
  contact integer not null references contact on delete cascade,
  text text not null,
  written_by integer not null,
  created_at integer not null
) strict;

create index contact_note_contact on contact_note (contact, id);

-- What a person agreed to, with its proof: when, where (the page), how (the block), the text they saw and the network they
-- came from. One row for each time they were asked; the latest one of a purpose holds. A row is never deleted while the person is there.
create table consent (
  id integer primary key,
  workspace integer not null,
  contact integer not null references contact on delete cascade,
  purpose text not null check (purpose in ('newsletter')),
  state text not null check (state in ('asked', 'given', 'withdrawn')),
  email text not null,
  wording text not null,
  site integer not null,
  page text not null,
  network text not null,
  asked_at integer not null,
  given_at integer,
  withdrawn_at integer,
  -- SHA-256 of the token in the letter that asks for it
  token text,
  expires_at integer,
  created_at integer not null
) strict;

create index consent_contact on consent (contact, purpose, id);
create unique index consent_token on consent (token) where token is not null;

-- Addresses that get no mail of a workspace any more, by the SHA-256 of the normal form: they stay when the person is erased.
create table suppression (
  workspace integer not null references workspace on delete cascade,
  address text not null,
  reason text not null check (reason in ('withdrawn', 'complaint', 'bounce', 'hand', 'erased')),
  created_at integer not null,
  primary key (workspace, address)
) strict, without rowid;

-- What came through a form on a page.
create table contact_message (
  id integer primary key,
  workspace integer not null,
  contact integer not null references contact on delete cascade,
  site integer not null,
  page text not null,
  text text not null,
  read_at integer,
  created_at integer not null
) strict;

create index contact_message_contact on contact_message (contact, id);

-- A person's timeline is read off the facts.
create index fact_contact on fact (workspace, body ->> 'contact', id) where body ->> 'contact' is not null;
