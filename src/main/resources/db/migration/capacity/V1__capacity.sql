-- Beds and places: definitions, lines, observations (append-only), corrections beside them, census.

create table capacity.category (
  code text not null,
  version int not null,
  name_nl text not null,
  name_en text not null,
  meaning_nl text not null,
  meaning_en text not null,
  needs text[] not null,
  variables text[] not null,
  fresh_minutes int not null check (fresh_minutes > 0),
  stale_minutes int not null check (stale_minutes > fresh_minutes),
  standing_fresh_minutes int not null check (standing_fresh_minutes > 0),
  standing_stale_minutes int not null check (standing_stale_minutes > standing_fresh_minutes),
  rank int not null,
  valid_from timestamptz not null,
  source text not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (code, version)
);

create table capacity.cohort (
  code text not null,
  version int not null,
  name_nl text not null,
  name_en text not null,
  meaning_nl text not null,
  meaning_en text not null,
  rank int not null,
  valid_from timestamptz not null,
  source text not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (code, version)
);

create table capacity.line (
  id int generated always as identity primary key,
  unit_id bigint not null references directory.unit (id),
  site_id bigint not null references directory.site (id),
  category text not null,
  cohort text not null,
  unique (unit_id, category, cohort)
);
create index line_site on capacity.line (site_id);

-- Every value as it came in. The numbers of variable and method are the order in the code, which only
-- grows at its end.
create table capacity.observation (
  id bigint generated always as identity,
  line_id int not null,
  variable smallint not null,
  method smallint not null,
  definition_version smallint not null,
  value int check (value >= 0),
  observed_at timestamptz not null,
  received_at timestamptz not null,
  source text not null,
  unknown_reason text,
  note text
);
-- Of two values with the same moment the later entry counts.
create index observation_as_of on capacity.observation (line_id, variable, observed_at desc, id desc);

create table capacity.latest (
  line_id int not null,
  variable smallint not null,
  method smallint not null,
  definition_version smallint not null,
  value int,
  observed_at timestamptz not null,
  received_at timestamptz not null,
  source text not null,
  unknown_reason text,
  note text,
  primary key (line_id, variable)
) with (fillfactor = 60);

create table capacity.correction (
  id bigint generated always as identity primary key,
  line_id int not null references capacity.line (id),
  variable smallint not null,
  amount int not null check (amount <> 0),
  reason text not null check (length(reason) > 0),
  author text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at)
);
create index correction_line on capacity.correction (line_id, expires_at);

create table capacity.correction_withdrawal (
  correction_id bigint primary key references capacity.correction (id),
  withdrawn_at timestamptz not null,
  author text not null
);

-- The census. A stay is a keyed pseudonym; phase: 0 none, 1 present, 2 away, 3 gone.
create table capacity.stay (
  site_id bigint not null,
  stay uuid not null,
  source bigint not null,
  phase smallint not null,
  line_id int,
  location_code text,
  departure_planned boolean not null,
  last_at timestamptz,
  primary key (site_id, stay)
) with (fillfactor = 70);

create table capacity.movement (
  id bigint generated always as identity,
  site_id bigint not null,
  stay uuid not null,
  patient uuid,
  source bigint not null,
  message_id text not null,
  kind smallint not null,
  line_id int,
  location_code text,
  occurred_at timestamptz not null,
  received_at timestamptz not null
);
create index movement_stay on capacity.movement (site_id, stay);

-- Present, away and leaving stays per line and source; line 0 holds the stays whose place is not mapped.
create table capacity.census_count (
  site_id bigint not null,
  line_id int not null,
  source bigint not null,
  present int not null,
  departures int not null,
  primary key (site_id, line_id, source)
) with (fillfactor = 60);

create table capacity.baseline (
  id bigint generated always as identity primary key,
  site_id bigint not null,
  source bigint not null,
  step text not null check (step in ('begin', 'complete')),
  at timestamptz not null,
  author text not null
);
create index baseline_site on capacity.baseline (site_id, source, id desc);

create table capacity.bed_status (
  site_id bigint not null,
  source bigint not null,
  location_code text not null,
  line_id int not null,
  closed boolean not null,
  at timestamptz not null,
  primary key (site_id, source, location_code)
);

-- The signs of life of each source, one row a minute.
create table capacity.pulse (
  source bigint not null,
  minute timestamptz not null,
  last_at timestamptz not null,
  primary key (source, minute)
);

-- A stale figure is chased: one open task per line and variable, for the owner of the site.
create table capacity.chase (
  id bigint generated always as identity primary key,
  site_id bigint not null,
  line_id int not null,
  variable smallint not null,
  raised_at timestamptz not null,
  resolved_at timestamptz
);
create unique index chase_open on capacity.chase (line_id, variable) where resolved_at is null;

create function capacity.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record % is append-only', tg_table_name;
end $$;
create trigger observation_append_only before update or delete on capacity.observation
  for each statement execute function capacity.refuse_change();
create trigger movement_append_only before update or delete on capacity.movement
  for each statement execute function capacity.refuse_change();
create trigger correction_append_only before update or delete on capacity.correction
  for each statement execute function capacity.refuse_change();
create trigger category_append_only before update or delete on capacity.category
  for each statement execute function capacity.refuse_change();
create trigger cohort_append_only before update or delete on capacity.cohort
  for each statement execute function capacity.refuse_change();

insert into capacity.category values
 ('icu', 1, 'IC', 'ICU', 'Bed op de intensive care dat bemenst en uitgerust is, in beginsel met beademing.',
  'Intensive care bed that is staffed and equipped, in principle with ventilation.',
  '{staffed,occupied}', '{physical,staffed,occupied,closed,reserve,offered,surge_2h,surge_24h,surge_72h,surge_168h,ventilators,isolation,oxygen,staff,departures}',
  60, 1440, 1560, 3000, 10, '2020-03-01T00:00Z', 'LPZ, Definities LCPS-uitvraag', 'system', now()),
 ('ward', 1, 'Kliniek', 'Ward', 'Geopend bed op een verpleegafdeling, bemenst; zonder PAAZ, dagbehandeling en moeder- en kindzorg.',
  'Open bed on a general ward, staffed; without psychiatry, day care and mother and child care.',
  '{staffed,occupied}', '{physical,staffed,occupied,closed,reserve,offered,surge_24h,surge_72h,isolation,oxygen,staff,departures}',
  120, 1440, 1560, 3000, 20, '2020-03-01T00:00Z', 'LPZ, Definities LCPS-uitvraag', 'system', now()),
 ('hc', 1, 'MC/HC', 'Medium/high care', 'Bed met bewaking tussen kliniek en IC.',
  'Monitored bed between ward and ICU.',
  '{staffed,occupied}', '{physical,staffed,occupied,closed,reserve,offered,surge_24h,staff}',
  120, 1440, 1560, 3000, 30, '2020-03-01T00:00Z', 'field definition', 'system', now()),
 ('picu', 1, 'Kinder-IC', 'PICU', 'Intensive care voor kinderen.', 'Intensive care for children.',
  '{staffed,occupied}', '{physical,staffed,occupied,closed,reserve,offered,surge_24h,ventilators,staff}',
  60, 1440, 1560, 3000, 40, '2020-03-01T00:00Z', 'field definition', 'system', now()),
 ('nicu', 1, 'NICU', 'NICU', 'Intensive care voor pasgeborenen.', 'Intensive care for newborns.',
  '{staffed,occupied}', '{physical,staffed,occupied,closed,reserve,offered,surge_24h,ventilators,staff}',
  60, 1440, 1560, 3000, 50, '2020-03-01T00:00Z', 'field definition', 'system', now()),
 ('ccu', 1, 'CCU/EHH', 'CCU', 'Hartbewaking en eerste harthulp.', 'Coronary care and cardiac emergency.',
  '{staffed,occupied}', '{physical,staffed,occupied,closed,reserve,offered,staff}',
  120, 1440, 1560, 3000, 60, '2020-03-01T00:00Z', 'field definition', 'system', now()),
 ('ed', 1, 'SEH-plaats', 'ED place', 'Behandelplaats op de spoedeisende hulp.', 'Treatment place in the emergency department.',
  '{staffed,occupied}', '{physical,staffed,occupied,closed,staff}',
  60, 1440, 1560, 3000, 70, '2020-03-01T00:00Z', 'field definition', 'system', now()),
 ('elv', 1, 'ELV', 'Primary-care stay', 'Bed voor eerstelijnsverblijf; slapende bedden openen binnen 72 uur.',
  'Bed for a primary-care stay; dormant beds open within 72 hours.',
  '{staffed,occupied}', '{physical,staffed,occupied,closed,reserve,offered,surge_72h,staff}',
  1560, 4320, 1560, 4320, 80, '2020-03-01T00:00Z', 'VWS dossier table, summer 2021 (CHN-05)', 'system', now());

insert into capacity.cohort values
 ('covid', 1, 'COVID', 'COVID', 'Bewezen COVID met besmettingsgevaar.', 'Proven COVID with a risk of infection.', 10,
  '2020-03-01T00:00Z', 'LPZ, Definities LCPS-uitvraag', 'system', now()),
 ('other', 1, 'Overig', 'Other', 'Alle zorg zonder COVID.', 'All care without COVID.', 20,
  '2020-03-01T00:00Z', 'LPZ, Definities LCPS-uitvraag', 'system', now()),
 ('delabelled', 1, 'Ontlabeld', 'Delabelled', 'Had COVID, is niet meer besmettelijk, heeft nog zorg nodig.',
  'Had COVID, is no longer infectious, still needs care.', 30,
  '2020-03-01T00:00Z', 'LPZ, Definities LCPS-uitvraag', 'system', now()),
 ('all', 1, 'Niet gesplitst', 'Not split', 'De bron splitst niet naar cohort.', 'The source does not split by cohort.', 40,
  '2020-03-01T00:00Z', 'product', 'system', now());
