-- Vehicles and crews: whose they are, what they can, where they stand, when they work and when they cannot.

create function fleet.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record % is append-only', tg_table_name;
end $$;

create table fleet.vehicle (
  id bigint generated always as identity primary key,
  code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
  name text not null check (name <> '' and length(name) <= 100),
  owner_id bigint not null references directory.organisation (id),
  class text not null check (class in ('CARE_TAXI', 'CARE_AMBULANCE', 'AMBULANCE', 'MICU', 'BARIATRIC',
    'BUS', 'HELICOPTER', 'TRAIN')),
  equipment text[] not null,
  places int not null check (places between 1 and 500),
  range_km int check (range_km between 1 and 5000),
  notice_minutes int not null check (notice_minutes between 0 and 10080),
  home_name text not null check (home_name <> '' and length(home_name) <= 100),
  latitude double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180),
  pool boolean not null,
  hours_from time,
  hours_until time,
  source text not null check (source <> ''),
  retired boolean not null default false,
  invented boolean not null,
  edition int not null default 1,
  created_at timestamptz not null,
  check ((hours_from is null) = (hours_until is null))
);
create unique index vehicle_code on fleet.vehicle (lower(code));
create index vehicle_owner on fleet.vehicle (owner_id);

-- Who may plan a vehicle beside its owner, such as the MICU centre whose team rides in it.
create table fleet.vehicle_user (
  vehicle_id bigint not null references fleet.vehicle (id),
  organisation_id bigint not null references directory.organisation (id),
  primary key (vehicle_id, organisation_id)
);

create table fleet.crew (
  id bigint generated always as identity primary key,
  code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
  name text not null check (name <> '' and length(name) <= 100),
  owner_id bigint not null references directory.organisation (id),
  kind text not null check (kind in ('DRIVER', 'CARE', 'AMBULANCE', 'MICU', 'PICU', 'NICU', 'MMT', 'TRAIN')),
  home_name text not null check (home_name <> '' and length(home_name) <= 100),
  latitude double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180),
  source text not null check (source <> ''),
  retired boolean not null default false,
  invented boolean not null,
  edition int not null default 1,
  created_at timestamptz not null
);
create unique index crew_code on fleet.crew (lower(code));
create index crew_owner on fleet.crew (owner_id);

create table fleet.shift (
  id bigint generated always as identity primary key,
  crew_id bigint not null references fleet.crew (id),
  vehicle_id bigint references fleet.vehicle (id),
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at and until_at <= from_at + interval '24 hours'),
  author text not null,
  author_name text not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_name text,
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  -- Nobody works two shifts at once.
  exclude using gist (int8range(crew_id, crew_id, '[]') with &&, tstzrange(from_at, until_at) with &&)
    where (withdrawn_at is null)
);
create index shift_until on fleet.shift (until_at);
create index shift_crew on fleet.shift (crew_id, from_at);

create function fleet.only_withdraw() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null or new.withdrawn_at is null
    or (new.id, new.crew_id, new.from_at, new.until_at, new.author, new.author_name, new.at)
      is distinct from (old.id, old.crew_id, old.from_at, old.until_at, old.author, old.author_name, old.at)
    or new.vehicle_id is distinct from old.vehicle_id then
    raise exception 'a shift can only be withdrawn, once';
  end if;
  return new;
end $$;
create trigger shift_only_withdraw before update on fleet.shift
  for each row execute function fleet.only_withdraw();
create trigger shift_no_delete before delete on fleet.shift
  for each statement execute function fleet.refuse_change();

-- What keeps a vehicle, or a whole class, from riding: dated, with its reason. `until_at` can only come nearer.
create table fleet.obstacle (
  id bigint generated always as identity primary key,
  vehicle_id bigint references fleet.vehicle (id),
  class text,
  kind text not null check (kind in ('WEATHER', 'NIGHT', 'COVER', 'BREAKDOWN', 'MAINTENANCE', 'STAFF')),
  from_at timestamptz not null,
  planned_until timestamptz not null check (planned_until > from_at),
  until_at timestamptz not null check (until_at between from_at and planned_until),
  reason text not null check (reason <> '' and length(reason) <= 500),
  author text not null,
  author_name text not null,
  at timestamptz not null,
  ended_by text,
  ended_name text,
  check ((vehicle_id is null) <> (class is null)),
  check ((ended_by is null) = (ended_name is null))
);
create index obstacle_until on fleet.obstacle (until_at);

create function fleet.only_end() returns trigger language plpgsql as $$
begin
  if old.ended_by is not null or new.until_at > old.until_at
    or (new.id, new.kind, new.from_at, new.planned_until, new.reason, new.author, new.author_name, new.at)
      is distinct from
       (old.id, old.kind, old.from_at, old.planned_until, old.reason, old.author, old.author_name, old.at)
    or new.vehicle_id is distinct from old.vehicle_id or new.class is distinct from old.class then
    raise exception 'an obstacle can only be ended, once';
  end if;
  return new;
end $$;
create trigger obstacle_only_end before update on fleet.obstacle
  for each row execute function fleet.only_end();
create trigger obstacle_no_delete before delete on fleet.obstacle
  for each statement execute function fleet.refuse_change();

-- The last position of a vehicle; earlier ones are not kept.
create table fleet.position (
  vehicle_id bigint primary key references fleet.vehicle (id),
  at timestamptz not null,
  latitude double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180),
  actor text not null,
  received_at timestamptz not null
);

-- Where a helicopter can land and where a train can be boarded, near a site.
create table fleet.boarding_point (
  site_id bigint not null references directory.site (id),
  kind text not null check (kind in ('HELIPAD', 'STATION')),
  name text not null check (name <> '' and length(name) <= 100),
  transfer_minutes int not null check (transfer_minutes between 0 and 240),
  confirmed boolean not null,
  source text not null check (source <> ''),
  edition int not null default 1,
  primary key (site_id, kind)
);

-- Posts from which vehicles leave: facts with their source.
create table fleet.post (
  id bigint generated always as identity primary key,
  code text not null unique,
  name text not null,
  owner_id bigint references directory.organisation (id),
  latitude double precision not null,
  longitude double precision not null,
  opening text not null check (opening in ('always', 'from-home', 'day-evening', 'night', 'on-call')),
  source text not null
);

create table fleet.seeded (
  name text primary key,
  at timestamptz not null
);
