-- The daily rhythm on paper: frozen pictures, texts, editions, what they were sent to, and how the day went.

-- The country at one moment. The content is canonical JSON, gzipped; sha256 is that of the JSON itself.
create table reports.snapshot (
  id bigint generated always as identity primary key,
  day date not null,
  kind text not null check (kind in ('day', 'hand')),
  at timestamptz not null,
  known_at timestamptz not null,
  frozen_at timestamptz not null,
  frozen_by text not null,
  frozen_by_name text not null,
  format int not null,
  content bytea not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$')
);
create unique index snapshot_day_once on reports.snapshot (day) where kind = 'day';
create index snapshot_day on reports.snapshot (day, id);

-- What each snapshot says per area: '' is the nation, cohort '' is all cohorts together. Measured only.
create table reports.day_sum (
  snapshot_id bigint not null references reports.snapshot (id),
  area text not null,
  category text not null,
  cohort text not null,
  occupied int,
  staffed int,
  free int,
  counted int not null,
  figures int not null,
  primary key (snapshot_id, area, category, cohort)
);

-- Interpretation (region '') and remarks per region; subject is 'day:2021-02-03' or 'week:2021-W05'.
create table reports.text (
  id bigint generated always as identity primary key,
  subject text not null,
  region text not null,
  version int not null,
  body text not null check (length(body) <= 8000),
  author text not null,
  author_name text not null,
  written_at timestamptz not null,
  unique (subject, region, version)
);

create table reports.edition (
  id bigint generated always as identity primary key,
  day date not null,
  number int not null check (number > 0),
  snapshot_id bigint not null references reports.snapshot (id),
  template int not null,
  texts bigint[] not null,
  reason text not null,
  published_at timestamptz not null,
  published_by text not null,
  published_by_name text not null,
  unique (day, number)
);

create table reports.edition_file (
  edition_id bigint not null references reports.edition (id),
  name text not null,
  content bytea not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (edition_id, name)
);

-- Who gets the report. A list and its recipients change; what was sent does not.
create table reports.list (
  id bigint generated always as identity primary key,
  name text not null,
  what text not null,
  active boolean not null default true,
  created_at timestamptz not null,
  created_by text not null
);
create unique index list_name on reports.list (lower(name));

create table reports.recipient (
  id bigint generated always as identity primary key,
  list_id bigint not null references reports.list (id),
  organisation text not null,
  name text not null,
  email text not null,
  language text not null check (language in ('nl', 'en')),
  active boolean not null default true,
  -- Opens the page to unsubscribe, without an account.
  token uuid not null unique,
  added_at timestamptz not null,
  added_by text not null,
  unsubscribed_at timestamptz
);
create unique index recipient_once on reports.recipient (list_id, lower(email));

create table reports.sending (
  id bigint generated always as identity primary key,
  edition_id bigint not null references reports.edition (id),
  recipient_id bigint not null references reports.recipient (id),
  attempt int not null check (attempt > 0),
  delivery_id bigint not null,
  asked_at timestamptz not null,
  asked_by text not null,
  unique (edition_id, recipient_id, attempt)
);

-- How the day went (SPR-07): region '' is the nation.
create table reports.evaluation (
  id bigint generated always as identity primary key,
  day date not null,
  region text not null,
  version int not null,
  well text not null,
  not_well text not null,
  actions jsonb not null,
  author text not null,
  author_name text not null,
  written_at timestamptz not null,
  unique (day, region, version)
);

create function reports.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record % is append-only', tg_table_name;
end $$;
create trigger snapshot_append_only before update or delete on reports.snapshot
  for each statement execute function reports.refuse_change();
create trigger day_sum_append_only before update or delete on reports.day_sum
  for each statement execute function reports.refuse_change();
create trigger text_append_only before update or delete on reports.text
  for each statement execute function reports.refuse_change();
create trigger edition_append_only before update or delete on reports.edition
  for each statement execute function reports.refuse_change();
create trigger edition_file_append_only before update or delete on reports.edition_file
  for each statement execute function reports.refuse_change();
create trigger sending_append_only before update or delete on reports.sending
  for each statement execute function reports.refuse_change();
create trigger evaluation_append_only before update or delete on reports.evaluation
  for each statement execute function reports.refuse_change();
