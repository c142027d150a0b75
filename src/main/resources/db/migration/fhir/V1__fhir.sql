-- FHIR: every request to write accounted for, the reports as they were taken, subscriptions.

-- One row per request that wanted to write, without any of its content.
create table fhir.received (
  id bigint generated always as identity,
  received_at timestamptz not null,
  actor text not null,
  interaction text not null,
  resource text not null,
  outcome text not null check (outcome in ('accepted', 'partly', 'duplicate', 'unreadable', 'refused')),
  code text not null,
  taken int not null,
  refused int not null,
  bytes int not null
);
create index received_at on fhir.received (received_at);

create function fhir.keep_as_written() returns trigger language plpgsql as $$
begin
  raise exception 'rows of fhir.received are never changed or removed';
end $$;
create trigger received_stays before update or delete on fhir.received
  for each statement execute function fhir.keep_as_written();

-- A MeasureReport as it was taken: codes, counts and reasons; texts of the sender are left out. The
-- content is forgotten after some time; the figures stay in the record of capacity.
create table fhir.report (
  id bigint generated always as identity primary key,
  logical_id text unique,
  site_id bigint not null references directory.site (id),
  actor text not null,
  identifier_system text not null,
  identifier_value text not null,
  held_at timestamptz not null,
  received_at timestamptz not null,
  edition int not null default 1,
  fingerprint bytea not null,
  content text,
  unique (actor, fingerprint)
);
create index report_identifier on fhir.report (identifier_value, identifier_system) where identifier_value <> '';
create index report_received on fhir.report (received_at) where content is not null;

create table fhir.subscription (
  id bigint generated always as identity primary key,
  actor text not null,
  actor_name text not null,
  criteria text not null,
  resource text not null,
  place text not null,
  endpoint text not null,
  headers text not null,
  secret text not null,
  content text not null check (content in ('id-only', 'full-resource')),
  reason text not null,
  ends_at timestamptz,
  state text not null check (state in ('active', 'error', 'off')),
  fault text not null default '',
  edition int not null default 1,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index subscription_actor on fhir.subscription (actor);
