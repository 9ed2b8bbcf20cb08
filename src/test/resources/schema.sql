-- mewayz.db
CREATE TABLE acme_account (
  id integer primary key,
  directory text not null unique,
  location text not null,
  secret text not null
) strict;

CREATE TABLE api_token (
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

CREATE INDEX api_token_expiry on api_token (expires_at) where expires_at is not null;

CREATE INDEX api_token_user on api_token (user, workspace);

CREATE INDEX api_token_workspace on api_token (workspace, id);

CREATE TABLE backup (
  id integer primary key,
  file text not null,
  state text not null check (state in ('running', 'ready', 'failed')),
  made_by integer not null,
  bytes integer not null default 0,
  content_rows integer not null default 0,
  content_files integer not null default 0,
  error text not null default '',
  created_at integer not null,
  verified_at integer
, copied_at integer, copy_error text not null default '') strict;

CREATE INDEX backup_state on backup (state, created_at);

CREATE TABLE backup_drill (
  id integer primary key,
  file text not null,
  state text not null check (state in ('running', 'passed', 'failed', 'locked')),
  made_by integer not null,
  millis integer not null default 0,
  content_rows integer not null default 0,
  content_files integer not null default 0,
  reason text not null default '',
  created_at integer not null
) strict;

CREATE INDEX backup_drill_state on backup_drill (state, created_at);

CREATE TABLE backup_upload (
  id integer primary key,
  file text not null,
  name text not null,
  state text not null check (state in ('checking', 'whole', 'unopened', 'refused')),
  made_by integer not null,
  bytes integer not null,
  content_rows integer not null default 0,
  content_files integer not null default 0,
  version text not null default '',
  archived_at integer,
  error text not null default '',
  created_at integer not null
) strict;

CREATE TABLE block (
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

CREATE INDEX block_deleted on block (deleted_at) where deleted_at is not null;

CREATE INDEX block_site on block (site, position);

CREATE TABLE certificate (
  id integer primary key,
  host text not null unique,
  chain text not null,
  secret text not null,
  reason text not null,
  failures integer not null,
  rehearsing integer not null,
  tried_at integer,
  next_at integer not null,
  asked_at integer,
  issued_at integer,
  expires_at integer
) strict;

CREATE TABLE click_target (
  block integer primary key,
  workspace integer not null,
  site integer not null references site on delete cascade,
  address text not null,
  visible_from integer,
  visible_until integer
) strict;

CREATE INDEX click_target_site on click_target (site);

CREATE TABLE consent (
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

CREATE INDEX consent_contact on consent (contact, purpose, id);

CREATE UNIQUE INDEX consent_token on consent (token) where token is not null;

CREATE TABLE contact (
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
, merged_into integer) strict;

CREATE INDEX contact_deleted on contact (deleted_at) where deleted_at is not null;

CREATE INDEX contact_newsletter on contact (workspace, newsletter, seen_at desc, id desc) where deleted_at is null;

CREATE INDEX contact_seen on contact (workspace, seen_at desc, id desc) where deleted_at is null;

CREATE TABLE contact_address (
  id integer primary key,
  workspace integer not null,
  contact integer not null references contact on delete cascade,
  kind text not null check (kind in ('email', 'phone')),
  written text not null,
  normal text not null,
  position integer not null,
  created_at integer not null
) strict;

CREATE INDEX contact_address_contact on contact_address (contact, kind, position);

CREATE UNIQUE INDEX contact_address_normal on contact_address (workspace, kind, normal);

CREATE TABLE contact_change (
  import integer not null references contact_import on delete cascade,
  contact integer not null,
  before text,
  after text not null,
  undone integer not null default 0,
  primary key (import, contact)
) strict, without rowid;

CREATE TABLE contact_import (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  name text not null,
  columns text not null,
  known text not null check (known in ('fill', 'overwrite', 'skip')),
  tag text not null,
  consent text not null,
  state text not null check (state in ('mapping', 'checking', 'ready', 'running', 'done', 'undoing', 'undone', 'failed')),
  rows integer not null,
  done integer not null default 0,
  made integer not null default 0,
  changed integer not null default 0,
  same integer not null default 0,
  refused integer not null default 0,
  kept integer not null default 0,
  error text not null default '',
  made_by integer not null,
  finished_at integer,
  created_at integer not null
) strict;

CREATE INDEX contact_import_state on contact_import (state) where state in ('checking', 'running', 'undoing');

CREATE INDEX contact_import_workspace on contact_import (workspace, id);

CREATE TABLE contact_import_file (
  import integer primary key references contact_import on delete cascade,
  content text not null
) strict;

CREATE TABLE contact_merge (
  id integer primary key,
  workspace integer not null,
  contact integer not null references contact on delete cascade,
  other integer not null,
  before text not null,
  moved text not null,
  undone_at integer,
  created_at integer not null
) strict;

CREATE INDEX contact_merge_contact on contact_merge (contact) where undone_at is null;

CREATE TABLE contact_message (
  id integer primary key,
  workspace integer not null,
  contact integer not null references contact on delete cascade,
  site integer not null,
  page text not null,
  text text not null,
  read_at integer,
  created_at integer not null
) strict;

CREATE INDEX contact_message_contact on contact_message (contact, id);

CREATE TABLE contact_note (
  id integer primary key,
  workspace integer not null,
  contact integer not null references contact on delete cascade,
  text text not null,
  written_by integer not null,
  created_at integer not null
) strict;

CREATE INDEX contact_note_contact on contact_note (contact, id);

CREATE TABLE contact_refusal (
  import integer not null references contact_import on delete cascade,
  line integer not null,
  cells text not null,
  reason text not null,
  primary key (import, line)
) strict, without rowid;

CREATE TABLE contact_tag (
  contact integer not null references contact on delete cascade,
  workspace integer not null,
  tag text not null collate nocase,
  primary key (contact, tag)
) strict, without rowid;

CREATE INDEX contact_tag_tag on contact_tag (workspace, tag, contact);

CREATE TABLE departure (
  id integer primary key,
  state text not null unique,
  browser text not null,
  provider integer not null references provider on delete cascade,
  user integer references user on delete cascade,
  back text not null,
  next text not null,
  created_at integer not null,
  expires_at integer not null
) strict;

CREATE INDEX departure_expiry on departure (expires_at);

CREATE INDEX departure_provider on departure (provider);

CREATE INDEX departure_user on departure (user);

CREATE TABLE error_kind (
  id integer primary key,
  kind text not null unique,
  severe integer not null,
  message text not null,
  trace text not null,
  request text not null,
  version text not null,
  number integer not null,
  first_at integer not null,
  last_at integer not null,
  came_back integer not null,
  done_at integer
) strict;

CREATE TRIGGER fact_is_not_deleted before delete on fact
when not exists (select 1 from fact_exception where reason = 'retention')
begin
  select raise(abort, 'facts are not deleted');
end;

CREATE TRIGGER fact_is_not_replaced before insert on fact
when exists (select 1 from fact where id = new.id)
begin
  select raise(abort, 'facts stay as they were written');
end;

CREATE TRIGGER fact_stays_as_written before update on fact
when not exists (select 1 from fact_exception where reason = 'erasure')
  or new.id <> old.id or new.workspace <> old.workspace or new.user <> old.user or new.at <> old.at or new.kind <> old.kind
begin
  select raise(abort, 'facts stay as they were written');
end;

CREATE TABLE fact (
  id integer primary key,
  workspace integer not null,
  user integer not null,
  at integer not null,
  kind text not null,
  body text not null
) strict;

CREATE INDEX fact_about on fact (workspace, body ->> 'user', id) where workspace = 0;

CREATE INDEX fact_contact on fact (workspace, body ->> 'contact', id) where body ->> 'contact' is not null;

CREATE INDEX fact_stay on fact (workspace, id) where kind in ('member-added', 'member-left', 'member-removed');

CREATE INDEX fact_workspace on fact (workspace, id);

CREATE TABLE fact_exception (
  reason text primary key check (reason in ('retention', 'erasure'))
) strict;

CREATE TABLE flag (
  flag text not null,
  workspace integer not null,
  value integer not null,
  primary key (flag, workspace)
) strict, without rowid;

CREATE TABLE former_handle (
  handle text primary key,
  skeleton text not null,
  workspace integer not null,
  site integer not null
) strict;

CREATE INDEX former_handle_site on former_handle (site);

CREATE INDEX former_handle_skeleton on former_handle (skeleton);

CREATE TABLE goal (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  name text not null,
  kind text not null check (kind in ('link', 'page', 'outbound', 'event', 'fact')),
  target text not null,
  worth text not null check (worth in ('none', 'fixed', 'own')),
  amount integer not null,
  currency text,
  created_at integer not null
) strict;

CREATE INDEX goal_workspace on goal (workspace, id);

CREATE TABLE identity (
  id integer primary key,
  user integer not null references user on delete cascade,
  issuer text not null,
  subject text not null,
  provider text not null,
  email text not null,
  created_at integer not null,
  last_used_at integer not null,
  unique (issuer, subject)
) strict;

CREATE INDEX identity_user on identity (user);

CREATE TABLE incident (
  id integer primary key,
  title text not null,
  impact text not null check (impact in ('minor', 'major', 'maintenance')),
  state text not null check (state in ('planned', 'investigating', 'identified', 'monitoring', 'resolved')),
  begins_at integer not null,
  ended_at integer,
  changed_at integer not null
) strict;

CREATE INDEX incident_begins on incident (begins_at);

CREATE TABLE incident_note (
  id integer primary key,
  incident integer not null references incident on delete cascade,
  state text not null,
  body text not null,
  at integer not null
) strict;

CREATE INDEX incident_note_of on incident_note (incident, at);

CREATE TABLE invitation (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  email text,
  role text not null check (role in ('owner', 'admin', 'editor', 'viewer')),
  token text not null unique,
  uses_left integer not null check (uses_left > 0),
  invited_by integer not null references user on delete cascade,
  letter integer not null,
  created_at integer not null,
  expires_at integer not null,
  unique (workspace, email)
) strict;

CREATE INDEX invitation_email on invitation (email);

CREATE INDEX invitation_expiry on invitation (expires_at);

CREATE INDEX invitation_inviter on invitation (invited_by);

CREATE TABLE job_run (
  id integer primary key,
  name text not null,
  started_at integer not null,
  millis integer not null,
  error text not null,
  note text not null
) strict;

CREATE INDEX job_run_by_name on job_run (name, id);

CREATE TABLE known_place (
  user integer not null references user on delete cascade,
  place text not null,
  seen_at integer not null,
  primary key (user, place)
) strict;

CREATE TABLE letter (
  id integer primary key,
  kind text not null,
  recipient text not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'refused', 'uncertain')),
  reply text not null default '',
  tries integer not null default 0,
  next_try_at integer not null,
  created_at integer not null,
  ended_at integer
) strict;

CREATE INDEX letter_due on letter (next_try_at) where state in ('waiting', 'sending');

CREATE INDEX letter_ended on letter (ended_at) where ended_at is not null;

CREATE TABLE link_offer (
  id integer primary key,
  token text not null unique,
  user integer not null references user on delete cascade,
  issuer text not null,
  subject text not null,
  provider text not null,
  email text not null,
  next text not null,
  created_at integer not null,
  expires_at integer not null
) strict;

CREATE INDEX link_offer_expiry on link_offer (expires_at);

CREATE INDEX link_offer_user on link_offer (user);

CREATE TABLE listener (
  name text primary key,
  fact integer not null,
  failures integer not null default 0,
  retry_at integer,
  error text not null default '',
  parked integer not null default 0
) strict;

CREATE TABLE media_file (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  name text not null,
  type text not null,
  width integer not null,
  height integer not null,
  small_type text not null,
  small_width integer not null,
  small_height integer not null,
  large_sha text not null,
  small_sha text not null,
  bytes integer not null,
  created_at integer not null
) strict;

CREATE INDEX media_file_large on media_file (large_sha);

CREATE INDEX media_file_small on media_file (small_sha);

CREATE INDEX media_file_workspace on media_file (workspace, id);

CREATE TABLE member (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  user integer not null references user on delete cascade,
  role text not null check (role in ('owner', 'admin', 'editor', 'viewer')),
  created_at integer not null,
  unique (user, workspace)
) strict;

CREATE INDEX member_workspace on member (workspace, id);

CREATE TABLE one_time_link (
  id integer primary key,
  purpose text not null,
  user integer not null references user on delete cascade,
  subject text not null,
  token text not null unique,
  created_at integer not null,
  expires_at integer not null,
  used_at integer
) strict;

CREATE INDEX one_time_link_expiry on one_time_link (expires_at);

CREATE INDEX one_time_link_user on one_time_link (user, purpose);

CREATE TABLE outage (
  id integer primary key,
  component text not null,
  began_at integer not null,
  ended_at integer
) strict;

CREATE TABLE passkey (
  id integer primary key,
  user integer not null references user on delete cascade,
  site text not null,
  credential text not null unique,
  public_key text not null,
  name text not null,
  counter integer not null,
  backup_eligible integer not null,
  backed_up integer not null,
  created_at integer not null,
  last_used_at integer
) strict;

CREATE INDEX passkey_user on passkey (user, created_at);

CREATE TABLE passkey_challenge (
  id integer primary key,
  challenge text not null unique,
  purpose text not null,
  user integer not null,
  expires_at integer not null
, browser text not null default '') strict;

CREATE INDEX passkey_challenge_expiry on passkey_challenge (expires_at);

CREATE TABLE pending_sign_in (
  id integer primary key,
  user integer not null references user on delete cascade,
  kind text not null check (kind in ('cookie', 'bearer')),
  token text not null unique,
  client text not null,
  tries integer not null default 0,
  created_at integer not null,
  expires_at integer not null
) strict;

CREATE INDEX pending_sign_in_expiry on pending_sign_in (expires_at);

CREATE INDEX pending_sign_in_user on pending_sign_in (user);

CREATE TABLE provider (
  id integer primary key,
  kind text not null check (kind in ('openid', 'google', 'github')),
  name text not null,
  issuer text not null unique,
  client_id text not null,
  client_secret text not null,
  enabled integer not null,
  created_at integer not null
) strict;

CREATE TABLE recovery_code (
  id integer primary key,
  user integer not null references user on delete cascade,
  label text not null,
  secret text not null,
  created_at integer not null,
  used_at integer,
  unique (user, label)
) strict;

CREATE TABLE registration (
  id integer primary key,
  name text not null,
  email text not null,
  token text not null unique,
  created_at integer not null,
  expires_at integer not null
) strict;

CREATE INDEX registration_email on registration (email);

CREATE INDEX registration_expiry on registration (expires_at);

CREATE TABLE report (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  name text not null,
  question text not null,
  schedule text not null check (schedule in ('none', 'daily', 'weekly', 'monthly')),
  hour integer not null,
  recipients text not null,
  next_at integer,
  created_at integer not null
) strict;

CREATE INDEX report_due on report (next_at) where next_at is not null;

CREATE INDEX report_workspace on report (workspace, id);

CREATE TABLE report_letter (
  id integer primary key,
  result integer not null references report_result on delete cascade,
  user integer not null references user on delete cascade,
  letter integer not null,
  why text not null,
  unique (result, user)
) strict;

CREATE TABLE report_result (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  report integer not null references report on delete cascade,
  run text,
  from_day text not null,
  to_day text not null,
  data text not null,
  created_at integer not null,
  unique (report, run)
) strict;

CREATE INDEX report_result_report on report_result (report, id);

CREATE TABLE reset_request (
  id integer primary key,
  email text not null,
  created_at integer not null
) strict;

CREATE TABLE scheduled_tasks (
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

CREATE INDEX scheduled_tasks_due on scheduled_tasks (execution_time);

CREATE INDEX scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

CREATE TABLE session (
  id integer primary key,
  user integer not null references user on delete cascade,
  kind text not null check (kind in ('cookie', 'bearer')),
  token text not null unique,
  csrf text not null,
  workspace integer,
  client text not null,
  created_at integer not null,
  last_used_at integer not null,
  expires_at integer not null
, proved_at integer not null default 0, second_factor integer not null default 0) strict;

CREATE INDEX session_expiry on session (expires_at);

CREATE INDEX session_user on session (user, created_at);

CREATE TABLE setting (
  name text primary key,
  value text not null
) strict;

CREATE TABLE setup_link (
  id integer primary key,
  token text not null unique,
  created_at integer not null,
  expires_at integer not null,
  used_at integer
) strict;

CREATE TABLE share (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  name text not null,
  sites text not null,
  token text not null unique,
  link text not null,
  password text,
  expires_at integer,
  last_seen_at integer,
  created_at integer not null
) strict;

CREATE INDEX share_workspace on share (workspace, id);

CREATE TABLE site (
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

CREATE INDEX site_avatar on site (avatar);

CREATE INDEX site_deleted on site (deleted_at) where deleted_at is not null;

CREATE UNIQUE INDEX site_handle on site (handle) where deleted_at is null;

CREATE INDEX site_skeleton on site (skeleton);

CREATE INDEX site_workspace on site (workspace, position);

CREATE TABLE site_domain (
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

CREATE INDEX site_domain_check on site_domain (next_check_at) where removed_at is null;

CREATE INDEX site_domain_name on site_domain (name);

CREATE INDEX site_domain_site on site_domain (site, id);

CREATE UNIQUE INDEX site_domain_verified on site_domain (name) where state = 'verified' and removed_at is null;

CREATE INDEX site_domain_workspace on site_domain (workspace);

CREATE TABLE site_publication (
  site integer primary key references site on delete cascade,
  workspace integer not null,
  content text not null,
  at integer not null
) strict;

CREATE TABLE status_day (
  component text not null,
  day text not null,
  up integer not null,
  down integer not null,
  primary key (component, day)
) strict, without rowid;

CREATE TABLE suppression (
  workspace integer not null references workspace on delete cascade,
  address text not null,
  reason text not null check (reason in ('withdrawn', 'complaint', 'bounce', 'hand', 'erased')),
  created_at integer not null,
  primary key (workspace, address)
) strict, without rowid;

CREATE TABLE totp (
  user integer primary key references user on delete cascade,
  secret text not null,
  last_step integer not null,
  created_at integer not null,
  confirmed_at integer
) strict;

CREATE TABLE trusted_device (
  id integer primary key,
  user integer not null references user on delete cascade,
  token text not null unique,
  client text not null,
  created_at integer not null,
  last_used_at integer not null,
  expires_at integer not null
) strict;

CREATE INDEX trusted_device_expiry on trusted_device (expires_at);

CREATE INDEX trusted_device_user on trusted_device (user, created_at);

CREATE TABLE user (
  id integer primary key,
  name text not null,
  email text not null unique,
  password text not null,
  created_at integer not null
, verified_at integer, operator integer not null default 0) strict;

CREATE TABLE website (
  id integer primary key,
  workspace integer not null references workspace on delete cascade,
  name text not null,
  hosts text not null,
  deleted_at integer,
  created_at integer not null
) strict;

CREATE INDEX website_deleted on website (deleted_at) where deleted_at is not null;

CREATE INDEX website_workspace on website (workspace, id);

CREATE TABLE workspace (
  id integer primary key,
  name text not null,
  timezone text not null,
  created_at integer not null
, deleted_at integer, second_factor integer not null default 0) strict;

-- traffic.db
CREATE TABLE event_detail (
  log integer primary key,
  properties text,
  amount integer not null,
  currency text
) strict;

CREATE TABLE event_value (
  site integer not null,
  day integer not null,
  event integer not null,
  currency text not null,
  number integer not null,
  amount integer not null,
  primary key (site, day, event, currency)
) strict, without rowid;

CREATE TABLE gone (
  site integer primary key,
  at integer not null
) strict;

CREATE TABLE import (
  id integer primary key,
  workspace integer not null,
  site integer not null,
  user integer not null,
  origin text not null default '',
  file text not null,
  state text not null check (state in ('waiting', 'reading', 'ready', 'kept', 'refused', 'undone')),
  why text not null default '',
  understood integer not null default 0,
  refused integer not null default 0,
  reasons text not null default '[]',
  attempts integer not null default 0,
  percent integer not null default 0,
  figures integer not null default 0,
  first_day integer,
  last_day integer,
  created_at integer not null
) strict;

CREATE INDEX import_site on import (site, id);

CREATE INDEX import_workspace on import (workspace, id);

CREATE TABLE import_day (
  site integer not null,
  dimension text not null,
  day integer not null,
  import integer not null,
  primary key (site, dimension, day)
) strict, without rowid;

CREATE TABLE import_file (
  import integer primary key references import on delete cascade,
  content blob not null
) strict;

CREATE TABLE imported (
  import integer not null,
  dimension text not null,
  day integer not null,
  value text not null,
  visitors integer not null,
  views integer not null,
  clicks integer not null,
  events integer not null,
  visits integer not null,
  engaged integer not null,
  seconds integer not null,
  primary key (import, dimension, day, value)
) strict, without rowid;

CREATE TABLE imported_day (
  import integer not null,
  dimension text not null,
  day integer not null,
  primary key (import, dimension, day)
) strict, without rowid;

CREATE TABLE left_out (
  site integer not null,
  at integer not null,
  reason text not null,
  number integer not null,
  primary key (site, at, reason)
) strict, without rowid;

CREATE TABLE log (
  id integer primary key autoincrement, -- never given twice: event_detail hangs on it
  site integer not null,
  day integer not null,
  at integer not null,
  act integer not null,
  visitor integer not null,
  visit integer not null,
  minute integer not null,
  seconds integer not null,
  page integer not null,
  target integer not null,
  source integer not null,
  channel integer not null,
  referrer integer not null,
  medium integer not null,
  campaign integer not null,
  content integer not null,
  term integer not null,
  country integer not null,
  device integer not null,
  browser integer not null,
  system integer not null,
  language integer not null
) strict;

CREATE INDEX log_site_day on log (site, day);

CREATE TABLE open_day (
  site integer not null,
  day integer not null,
  rows integer not null,
  primary key (site, day)
) strict, without rowid;

CREATE TABLE salt (
  day text not null,
  zone text not null,
  bytes blob not null,
  until integer not null,
  primary key (day, zone)
) strict, without rowid;

CREATE TABLE sealed_day (
  site integer not null,
  day integer not null,
  rows integer not null,
  upto integer not null,
  closed integer not null,
  logged integer not null default 1,
  visitors integer not null,
  views integer not null,
  clicks integer not null,
  events integer not null,
  visits integer not null,
  engaged integer not null,
  seconds_total integer not null,
  act blob not null,
  visitor blob not null,
  source blob not null,
  country blob not null,
  device blob not null,
  page blob not null,
  target blob not null,
  channel blob not null,
  visit blob not null,
  minute blob not null,
  seconds blob not null,
  referrer blob not null,
  medium blob not null,
  campaign blob not null,
  content blob not null,
  term blob not null,
  browser blob not null,
  system blob not null,
  language blob not null,
  hashes blob,
  visit_ids blob
) strict;

CREATE INDEX sealed_day_logged on sealed_day (day) where closed = 1 and logged = 1;

CREATE UNIQUE INDEX sealed_day_site_day on sealed_day (site, day);

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE word (
  id integer primary key,
  text text not null unique
) strict;
