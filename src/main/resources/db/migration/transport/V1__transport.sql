-- Legs: one patient in one vehicle from one site to another. The last step says what a leg is: a leg is
-- made once and changes by adding a step, by nothing else, so its history is whole by construction.

create function transport.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record % is append-only', tg_table_name;
end $$;

create function transport.may_follow(before text, after text) returns boolean language sql immutable as $$
  select (before, after) in (
    ('REQUESTED', 'ORDERED'), ('REQUESTED', 'CANCELLED'),
    ('ORDERED', 'ON_THE_WAY'), ('ORDERED', 'REQUESTED'), ('ORDERED', 'CANCELLED'),
    ('ON_THE_WAY', 'AT_BEDSIDE'), ('ON_THE_WAY', 'REQUESTED'), ('ON_THE_WAY', 'CANCELLED'),
    ('AT_BEDSIDE', 'UNDER_WAY'), ('AT_BEDSIDE', 'REQUESTED'), ('AT_BEDSIDE', 'CANCELLED'),
    ('UNDER_WAY', 'ARRIVED'),
    ('ARRIVED', 'FREE'));
$$;

create table transport.leg (
  id bigint generated always as identity primary key,
  case_number text not null check (case_number <> '' and length(case_number) <= 60),
  form text not null check (form in ('SEATED', 'CARE', 'AMBULANCE', 'ESCORTED_ICU', 'EMERGENCY_ICU', 'MICU')),
  class text not null check (class in ('CARE_TAXI', 'CARE_AMBULANCE', 'AMBULANCE', 'MICU', 'BARIATRIC', 'BUS',
    'HELICOPTER', 'TRAIN')),
  equipment text[] not null,
  urgency text not null check (urgency in ('A0', 'A1', 'A2', 'B1', 'B2')),
  isolation boolean not null,
  rules text[] not null,
  from_site bigint not null references directory.site (id),
  to_site bigint not null references directory.site (id) check (to_site <> from_site),
  ready_at timestamptz not null,
  due_at timestamptz check (due_at > ready_at),
  return_leg boolean not null,
  author text not null,
  author_name text not null,
  created_at timestamptz not null,
  -- What the last step says.
  state text not null check (state in ('REQUESTED', 'ORDERED', 'ON_THE_WAY', 'AT_BEDSIDE', 'UNDER_WAY', 'ARRIVED',
    'FREE', 'CANCELLED')),
  state_at timestamptz not null,
  vehicle_id bigint,
  depart_at timestamptz,
  pickup_at timestamptz,
  leave_at timestamptz,
  arrival_at timestamptz,
  free_at timestamptz,
  kilometres double precision,
  empty_kilometres double precision,
  edition int not null default 0,
  check (state in ('REQUESTED', 'CANCELLED') or vehicle_id is not null),
  check (vehicle_id is null or (depart_at <= pickup_at and pickup_at <= leave_at and leave_at <= arrival_at
    and arrival_at <= free_at and kilometres >= 0 and empty_kilometres >= 0))
);
create index leg_case on transport.leg (case_number);
create index leg_open on transport.leg (state) where state not in ('FREE', 'CANCELLED');
create index leg_free on transport.leg (free_at);
create index leg_created on transport.leg (created_at);
-- A vehicle does one leg at a time.
create unique index leg_one_at_a_time on transport.leg (vehicle_id)
  where state in ('ON_THE_WAY', 'AT_BEDSIDE', 'UNDER_WAY', 'ARRIVED');

create table transport.leg_step (
  id bigint generated always as identity primary key,
  leg_id bigint not null references transport.leg (id),
  before text,
  after text not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  author text not null,
  author_name text not null,
  reason text not null,
  -- The plan as it stands after this step.
  vehicle_id bigint,
  crews bigint[] not null,
  depart_at timestamptz,
  pickup_at timestamptz,
  leave_at timestamptz,
  arrival_at timestamptz,
  free_at timestamptz,
  kilometres double precision,
  empty_kilometres double precision
);
create index leg_step_of on transport.leg_step (leg_id, id);
create trigger leg_step_append_only before update or delete on transport.leg_step
  for each statement execute function transport.refuse_change();

-- When a vehicle and its crews are taken. No vehicle and no crew is in two places at once.
create table transport.vehicle_booking (
  leg_id bigint primary key references transport.leg (id),
  vehicle_id bigint not null,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at >= from_at),
  exclude using gist (int8range(vehicle_id, vehicle_id, '[]') with &&, tstzrange(from_at, until_at) with &&)
);
create index vehicle_booking_until on transport.vehicle_booking (until_at);

create table transport.crew_booking (
  leg_id bigint not null references transport.leg (id),
  crew_id bigint not null,
  place int not null,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at >= from_at),
  primary key (leg_id, crew_id),
  exclude using gist (int8range(crew_id, crew_id, '[]') with &&, tstzrange(from_at, until_at) with &&)
);
create index crew_booking_until on transport.crew_booking (until_at);

create function transport.begin_leg() returns trigger language plpgsql as $$
begin
  if new.state <> 'REQUESTED' or new.vehicle_id is not null or new.edition <> 0 then
    raise exception 'a leg begins as a request without a vehicle';
  end if;
  return new;
end $$;
create trigger leg_begin before insert on transport.leg
  for each row execute function transport.begin_leg();

create function transport.first_step() returns trigger language plpgsql as $$
begin
  insert into transport.leg_step (leg_id, before, after, at, recorded_at, author, author_name, reason, crews)
  values (new.id, null, 'REQUESTED', new.created_at, new.created_at, new.author, new.author_name, '', '{}');
  return null;
end $$;
create trigger leg_first_step after insert on transport.leg
  for each row execute function transport.first_step();

create function transport.by_step_only() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'a leg changes by a step only';
  end if;
  return new;
end $$;
create trigger leg_by_step_only before update on transport.leg
  for each row execute function transport.by_step_only();
create trigger leg_no_delete before delete on transport.leg
  for each statement execute function transport.refuse_change();

create function transport.take_step() returns trigger language plpgsql as $$
declare
  present transport.leg%rowtype;
begin
  select * into present from transport.leg where id = new.leg_id for update;
  if new.before is null then
    if present.edition <> 0 or new.after <> 'REQUESTED' then
      raise exception 'leg % has begun already', new.leg_id;
    end if;
  else
    if present.edition = 0 then
      raise exception 'leg % has not begun', new.leg_id;
    end if;
    if present.state <> new.before then
      raise exception 'leg % is %, not %', new.leg_id, present.state, new.before;
    end if;
    if new.before <> new.after and not transport.may_follow(new.before, new.after) then
      raise exception 'a leg cannot go from % to %', new.before, new.after;
    end if;
    if new.before = new.after and new.before <> 'ORDERED' then
      raise exception 'only an ordered leg is planned again';
    end if;
    if new.at < present.state_at then
      raise exception 'leg %: a step of % cannot follow one of %', new.leg_id, new.at, present.state_at;
    end if;
  end if;
  if new.after = 'REQUESTED' and new.vehicle_id is not null then
    raise exception 'a request has no vehicle';
  end if;
  if new.after not in ('REQUESTED', 'ORDERED', 'CANCELLED') and new.vehicle_id is distinct from present.vehicle_id then
    raise exception 'leg %: the vehicle cannot change on the way', new.leg_id;
  end if;
  if new.after not in ('REQUESTED', 'CANCELLED') then
    if not exists (select from transport.vehicle_booking b
                   where b.leg_id = new.leg_id and b.vehicle_id = new.vehicle_id) then
      raise exception 'leg %: vehicle % is not booked', new.leg_id, new.vehicle_id;
    end if;
    if cardinality(new.crews) = 0
      or exists (select from unnest(new.crews) c
                 where not exists (select from transport.crew_booking b
                                   where b.leg_id = new.leg_id and b.crew_id = c)) then
      raise exception 'leg %: its crew is not booked', new.leg_id;
    end if;
  end if;
  update transport.leg set state = new.after, state_at = new.at, vehicle_id = new.vehicle_id,
    depart_at = new.depart_at, pickup_at = new.pickup_at, leave_at = new.leave_at, arrival_at = new.arrival_at,
    free_at = new.free_at, kilometres = new.kilometres, empty_kilometres = new.empty_kilometres,
    edition = edition + 1
  where id = new.leg_id;
  return new;
end $$;
create trigger leg_step_take before insert on transport.leg_step
  for each row execute function transport.take_step();
