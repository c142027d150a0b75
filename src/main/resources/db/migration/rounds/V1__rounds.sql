-- Reporting rounds: what is asked of whom and when, what was filed, who signed off, and the options
-- for regions in need. Append-only but for drafts.

-- A recurring data request; a change is a new version.
create table rounds.request (
  code text not null check (code ~ '^[a-z][a-z0-9-]{1,39}$'),
  version int not null check (version > 0),
  name_nl text not null,
  name_en text not null,
  asked text not null,
  provider_types text[] not null,
  regions text[] not null,
  sites text[] not null,
  opens time,
  hospital_due time,
  region_due time,
  options_due time,
  reminders text,
  days text,
  active boolean not null,
  author text not null,
  created_at timestamptz not null,
  primary key (code, version)
);

-- One day of a request, with its clock as it was decided when it opened.
create table rounds.round (
  id bigint generated always as identity primary key,
  request text not null,
  version int not null,
  day date not null,
  opens_at timestamptz not null,
  hospital_due_at timestamptz not null,
  region_due_at timestamptz not null,
  options_due_at timestamptz not null,
  reminders_at timestamptz[] not null,
  escalate_at timestamptz not null,
  opened_at timestamptz not null,
  shifted boolean not null,
  unique (request, day),
  foreign key (request, version) references rounds.request (code, version)
);

create table rounds.recipient (
  round_id bigint not null references rounds.round (id),
  site_id bigint not null references directory.site (id),
  region_id bigint references directory.region (id),
  primary key (round_id, site_id)
);

create table rounds.filing (
  id bigint generated always as identity primary key,
  round_id bigint not null,
  site_id bigint not null,
  edition int not null check (edition > 0),
  filed_at timestamptz not null,
  door text not null check (door in ('FORM', 'API', 'AUTOMATIC')),
  actor text not null,
  actor_name text not null,
  seconds int check (seconds > 0),
  remark text,
  unique (round_id, site_id, edition),
  foreign key (round_id, site_id) references rounds.recipient (round_id, site_id)
);

create table rounds.filed_figure (
  filing_id bigint not null references rounds.filing (id),
  line_id int not null,
  variable text not null,
  value int check (value >= 0),
  unknown_reason text,
  note text,
  how text not null check (how in ('ENTERED', 'CONFIRMED', 'COUNTED')),
  primary key (filing_id, line_id, variable),
  check (value is not null or unknown_reason is not null)
);

-- What stands in a form that was not filed yet.
create table rounds.draft (
  round_id bigint not null,
  site_id bigint not null,
  field text not null,
  value text not null,
  unknown text not null,
  note text not null,
  edition int not null,
  author text not null,
  author_name text not null,
  saved_at timestamptz not null,
  primary key (round_id, site_id, field),
  foreign key (round_id, site_id) references rounds.recipient (round_id, site_id)
);

-- Whether a hospital files by itself from its measured figures; the last row counts.
create table rounds.automation (
  id bigint generated always as identity primary key,
  site_id bigint not null references directory.site (id),
  automatic boolean not null,
  actor text not null,
  at timestamptz not null
);
create index automation_site on rounds.automation (site_id, id desc);

create table rounds.sign_off (
  id bigint generated always as identity primary key,
  round_id bigint not null references rounds.round (id),
  region_id bigint not null references directory.region (id),
  edition int not null check (edition > 0),
  kind text not null check (kind in ('SIGNED', 'WITHDRAWN')),
  remark text,
  missing int not null,
  late int not null,
  actor text not null,
  actor_name text not null,
  at timestamptz not null,
  unique (round_id, region_id, edition)
);

-- Each reminder once: `about` is "site:12" or "region:3", `moment` "-45" or "escalation".
create table rounds.reminder (
  id bigint generated always as identity primary key,
  round_id bigint not null references rounds.round (id),
  about text not null,
  moment text not null,
  address text,
  delivery bigint,
  at timestamptz not null,
  unique (round_id, about, moment)
);

-- Where the desk of a region is reached; the last row counts.
create table rounds.region_contact (
  id bigint generated always as identity primary key,
  region_id bigint not null references directory.region (id),
  name text not null,
  email text,
  phone text,
  actor text not null,
  at timestamptz not null
);
create index region_contact_region on rounds.region_contact (region_id, id desc);

-- A region asks for places.
create table rounds.plea (
  id bigint generated always as identity primary key,
  round_id bigint not null references rounds.round (id),
  region_id bigint not null references directory.region (id),
  category text not null,
  cohort text,
  wanted int not null check (wanted > 0),
  reason text not null,
  signalled boolean not null,
  actor text not null,
  actor_name text not null,
  at timestamptz not null
);
create index plea_round on rounds.plea (round_id);

create table rounds.plea_end (
  plea_id bigint primary key references rounds.plea (id),
  reason text not null,
  actor text not null,
  actor_name text not null,
  at timestamptz not null
);

-- The list of options that the nation handed to the region; a later list is a new edition.
create table rounds.handout (
  id bigint generated always as identity primary key,
  plea_id bigint not null references rounds.plea (id),
  edition int not null check (edition > 0),
  remark text,
  actor text not null,
  actor_name text not null,
  at timestamptz not null,
  unique (plea_id, edition)
);

-- One option: a giving region with what was known of it at that moment.
create table rounds.option (
  handout_id bigint not null references rounds.handout (id),
  region_id bigint not null references directory.region (id),
  beds int not null check (beds > 0),
  offered int,
  offered_stale int not null,
  free_beds int,
  reserve int,
  remark text,
  primary key (handout_id, region_id)
);

-- The thread between the two regions of an option.
create table rounds.note (
  id bigint generated always as identity primary key,
  plea_id bigint not null references rounds.plea (id),
  region_id bigint not null references directory.region (id),
  text text not null,
  agreed int check (agreed >= 0),
  actor text not null,
  actor_name text not null,
  at timestamptz not null
);
create index note_plea on rounds.note (plea_id, region_id, id);

create function rounds.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record % is append-only', tg_table_name;
end $$;
create trigger request_append_only before update or delete on rounds.request
  for each statement execute function rounds.refuse_change();
create trigger filing_append_only before update or delete on rounds.filing
  for each statement execute function rounds.refuse_change();
create trigger filed_figure_append_only before update or delete on rounds.filed_figure
  for each statement execute function rounds.refuse_change();
create trigger sign_off_append_only before update or delete on rounds.sign_off
  for each statement execute function rounds.refuse_change();
create trigger plea_append_only before update or delete on rounds.plea
  for each statement execute function rounds.refuse_change();
create trigger handout_append_only before update or delete on rounds.handout
  for each statement execute function rounds.refuse_change();
create trigger option_append_only before update or delete on rounds.option
  for each statement execute function rounds.refuse_change();
create trigger note_append_only before update or delete on rounds.note
  for each statement execute function rounds.refuse_change();

-- The daily request as it stood (CAP-01, CAP-02, CAP-14); its clock is that of the rules in force.
insert into rounds.request
  (code, version, name_nl, name_en, asked, provider_types, regions, sites, active, author, created_at)
values
  ('dagelijks', 1, 'Dagelijkse uitvraag', 'Daily request',
   'icu:physical,staffed,occupied,reserve,offered;ward:staffed,occupied,reserve,offered',
   '{HOSPITAL}', '{}', '{}', true, 'system', now());
