-- Hosts that belong to sites. name: in ASCII and lower case. proof: what its TXT record has to say, where that is asked.
-- verified_at: the first time; chosen_at: the verified one that was chosen last is where the site is, the others lead there.
-- A row that was removed stays: whoever had a name before is a reason to ask for more proof.
create table site_domain (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  site integer not null references site on delete cascade,
  name text not null,
  proof text not null,
  state text not null check (state in ('waiting', 'verified', 'failing')),
  reason text not null,
  failures integer not null,
  checked_at integer,
  next_check_at integer,
  verified_at integer,
  chosen_at integer,
  removed_at integer,
  created_at integer not null
) strict;

create unique index site_domain_verified on site_domain (name) where state = 'verified' and removed_at is null;
create index site_domain_name on site_domain (name);
create index site_domain_site on site_domain (site, id);
create index site_domain_workspace on site_domain (workspace);
create index site_domain_check on site_domain (next_check_at) where removed_at is null;
