-- Findings about figures that can hardly be true (CAP-23): what is doubted, and all that happened
-- to the doubt. Nothing is ever rewritten; where a finding stands follows from its events.

create function plausibility.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record % is append-only', tg_table_name;
end $$;

-- One subject has one finding, whatever the number of nodes that see it. Without a line it is about
-- all figures of the site.
create table plausibility.finding (
  id bigint generated always as identity primary key,
  site_id bigint not null references directory.site (id),
  line_id int,
  rule text not null check (rule <> ''),
  variable text not null check (variable <> ''),
  unique nulls not distinct (site_id, line_id, rule, variable)
);
create trigger finding_append_only before update or delete on plausibility.finding
  for each statement execute function plausibility.refuse_change();

create table plausibility.event (
  id bigint generated always as identity primary key,
  finding_id bigint not null references plausibility.finding (id),
  kind text not null check (kind in
    ('RAISED', 'SEEN', 'GONE', 'REOPENED', 'SETTLED', 'EXPLAINED', 'CORRECTED', 'FALSE_ALARM')),
  at timestamptz not null,
  actor text not null,
  actor_name text not null,
  reason text not null,
  since timestamptz,
  weight int,
  numbers jsonb,
  check ((since is null) = (numbers is null) and (weight is null) = (numbers is null)),
  check ((kind in ('RAISED', 'SEEN', 'REOPENED')) = (numbers is not null)),
  -- A person resolves with a reason; the product itself has none.
  check ((kind in ('EXPLAINED', 'CORRECTED', 'FALSE_ALARM')) = (reason <> ''))
);
create index event_finding on plausibility.event (finding_id, id);
create index event_at on plausibility.event (at);
create trigger event_append_only before update or delete on plausibility.event
  for each statement execute function plausibility.refuse_change();
