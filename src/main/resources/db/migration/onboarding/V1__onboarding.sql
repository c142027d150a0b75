-- Connecting hospitals (CAP-04): every step and tick is kept, the last one holds.
create table onboarding.step (
  id bigint generated always as identity primary key,
  site_id bigint not null references directory.site (id),
  stage text not null check (stage in ('INVITED', 'LINKED', 'VALIDATING', 'LIVE', 'PAUSED')),
  note text not null,
  author text not null,
  at timestamptz not null
);
create index step_site on onboarding.step (site_id, id desc);

create table onboarding.tick (
  id bigint generated always as identity primary key,
  site_id bigint not null references directory.site (id),
  item text not null,
  done boolean not null,
  note text not null,
  author text not null,
  at timestamptz not null
);
create index tick_site on onboarding.tick (site_id, item, id desc);

-- The hospital's own count of a line on a day, with what was measured at that moment. A later count
-- of the same day stands beside the earlier one; the last counts.
create table onboarding.own_count (
  id bigint generated always as identity primary key,
  site_id bigint not null references directory.site (id),
  day date not null,
  line_id int not null,
  own int not null check (own >= 0),
  measured int,
  source text,
  author text not null,
  at timestamptz not null
);
create index own_count_site on onboarding.own_count (site_id, day desc, line_id, id desc);

create function onboarding.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record % is append-only', tg_table_name;
end $$;
create trigger step_append_only before update or delete on onboarding.step
  for each statement execute function onboarding.refuse_change();
create trigger tick_append_only before update or delete on onboarding.tick
  for each statement execute function onboarding.refuse_change();
create trigger own_count_append_only before update or delete on onboarding.own_count
  for each statement execute function onboarding.refuse_change();
