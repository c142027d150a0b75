-- Other shapes of the same figures: uploads that wait for a yes, what an EDXL document said that maps
-- nowhere, and the reports of other parties' monitors in tables of their own.

-- What was read from a form, not the file; it waits for its owner until it expires.
create table feeds.upload (
  id uuid primary key,
  owner text not null,
  file_name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  content text not null,
  done_at timestamptz,
  result text
);
create index upload_owner on feeds.upload (owner, created_at desc);
create index upload_expires on feeds.upload (expires_at);

create table feeds.unmapped (
  id bigint generated always as identity primary key,
  received_at timestamptz not null,
  sender text not null,
  site_id bigint references directory.site (id),
  place text not null,
  content text not null,
  advice text not null
);
create index unmapped_received on feeds.unmapped (received_at desc);

create table feeds.monitor (
  id bigint generated always as identity primary key,
  name text not null unique,
  owner text not null,
  definitions text not null,
  basis text not null,
  region_id bigint references directory.region (id),
  author text not null,
  created_at timestamptz not null
);

create table feeds.foreign_import (
  id bigint generated always as identity primary key,
  monitor_id bigint not null references feeds.monitor (id),
  file_name text not null,
  author text not null,
  imported_at timestamptz not null,
  figures int not null,
  faults int not null
);

-- Every figure as it came; of two for the same day, area and indicator the later import counts.
create table feeds.foreign_figure (
  id bigint generated always as identity primary key,
  monitor_id bigint not null references feeds.monitor (id),
  import_id bigint not null references feeds.foreign_import (id),
  day date not null,
  area text not null,
  indicator text not null,
  value numeric(20, 6),
  unknown_reason text,
  check (value is not null or unknown_reason is not null)
);
create index foreign_figure_day on feeds.foreign_figure (monitor_id, day desc, id desc);

-- With which of our figures an indicator is shown side by side; the latest row counts.
create table feeds.comparison (
  id bigint generated always as identity primary key,
  monitor_id bigint not null references feeds.monitor (id),
  indicator text not null,
  category text not null,
  cohort text not null,
  variable text not null,
  explanation text not null,
  author text not null,
  created_at timestamptz not null
);

create function feeds.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record % is append-only', tg_table_name;
end $$;
create trigger foreign_figure_append_only before update or delete on feeds.foreign_figure
  for each statement execute function feeds.refuse_change();
create trigger foreign_import_append_only before update or delete on feeds.foreign_import
  for each statement execute function feeds.refuse_change();
create trigger comparison_append_only before update or delete on feeds.comparison
  for each statement execute function feeds.refuse_change();
create trigger unmapped_append_only before update or delete on feeds.unmapped
  for each statement execute function feeds.refuse_change();
