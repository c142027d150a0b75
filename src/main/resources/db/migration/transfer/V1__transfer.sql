-- Moving patients: requests without a name, their steps, offers that hold a bed, answers, threads.

create function transfer.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record % is append-only', tg_table_name;
end $$;

-- The legal steps: the same as in State.java, held together by a test.
create table transfer.legal_step (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into transfer.legal_step values
  ('DRAFT', 'SUBMITTED'), ('DRAFT', 'WITHDRAWN'), ('DRAFT', 'EXPIRED'),
  ('SUBMITTED', 'REGIONAL_SEARCH'), ('SUBMITTED', 'NATIONAL_SEARCH'), ('SUBMITTED', 'REFUSED'),
  ('SUBMITTED', 'EXPIRED'), ('SUBMITTED', 'WITHDRAWN'), ('SUBMITTED', 'CANCELLED'),
  ('REGIONAL_SEARCH', 'OFFERED'), ('REGIONAL_SEARCH', 'NATIONAL_SEARCH'), ('REGIONAL_SEARCH', 'REFUSED'),
  ('REGIONAL_SEARCH', 'EXPIRED'), ('REGIONAL_SEARCH', 'WITHDRAWN'), ('REGIONAL_SEARCH', 'CANCELLED'),
  ('NATIONAL_SEARCH', 'OFFERED'), ('NATIONAL_SEARCH', 'REGIONAL_SEARCH'), ('NATIONAL_SEARCH', 'REFUSED'),
  ('NATIONAL_SEARCH', 'EXPIRED'), ('NATIONAL_SEARCH', 'WITHDRAWN'), ('NATIONAL_SEARCH', 'CANCELLED'),
  ('OFFERED', 'ACCEPTED'), ('OFFERED', 'REGIONAL_SEARCH'), ('OFFERED', 'NATIONAL_SEARCH'),
  ('OFFERED', 'EXPIRED'), ('OFFERED', 'WITHDRAWN'), ('OFFERED', 'CANCELLED'),
  ('ACCEPTED', 'TRANSPORT_ORDERED'), ('ACCEPTED', 'REGIONAL_SEARCH'), ('ACCEPTED', 'NATIONAL_SEARCH'),
  ('ACCEPTED', 'EXPIRED'), ('ACCEPTED', 'WITHDRAWN'), ('ACCEPTED', 'CANCELLED'),
  ('TRANSPORT_ORDERED', 'UNDER_WAY'), ('TRANSPORT_ORDERED', 'ACCEPTED'), ('TRANSPORT_ORDERED', 'REGIONAL_SEARCH'),
  ('TRANSPORT_ORDERED', 'NATIONAL_SEARCH'), ('TRANSPORT_ORDERED', 'WITHDRAWN'), ('TRANSPORT_ORDERED', 'CANCELLED'),
  ('UNDER_WAY', 'ARRIVED'), ('UNDER_WAY', 'CANCELLED'),
  ('ARRIVED', 'CLOSED');
create trigger legal_step_append_only before update or delete on transfer.legal_step
  for each statement execute function transfer.refuse_change();

create table transfer.evacuation (
  id bigint generated always as identity primary key,
  site_id bigint not null references directory.site (id),
  reason text not null check (reason <> ''),
  author text not null,
  author_name text not null,
  at timestamptz not null
);
create trigger evacuation_append_only before update or delete on transfer.evacuation
  for each statement execute function transfer.refuse_change();

create sequence transfer.case_running as bigint;

create table transfer.request (
  id bigint generated always as identity primary key,
  case_number text not null unique,
  from_site bigint not null references directory.site (id),
  from_unit text not null,
  region text not null,
  channel text not null check (channel in ('SCREEN', 'TELEPHONE', 'FHIR', 'API')),
  state text not null default 'DRAFT',
  since timestamptz not null,
  due_at timestamptz,
  version int not null default 0,
  content_version int not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  created_name text not null,
  submitted_at timestamptz,
  national_at timestamptz,
  national_reason text,
  national_note text,
  placed_offer bigint,
  evacuation_id bigint references transfer.evacuation (id),
  follows_id bigint references transfer.request (id),
  check ((national_at is null) = (national_reason is null)),
  check (state = 'DRAFT' or state = 'WITHDRAWN' or state = 'EXPIRED' or submitted_at is not null),
  -- Only a promised place makes a journey.
  check (state not in ('ACCEPTED', 'TRANSPORT_ORDERED', 'UNDER_WAY', 'ARRIVED', 'CLOSED') or placed_offer is not null)
);
create index request_open on transfer.request (state) where state not in ('CLOSED', 'REFUSED', 'EXPIRED', 'WITHDRAWN', 'CANCELLED');
create index request_due on transfer.request (due_at) where due_at is not null;
create index request_site on transfer.request (from_site, created_at desc);
create index request_since on transfer.request (since desc);

create table transfer.content (
  request_id bigint not null references transfer.request (id),
  version int not null,
  body jsonb not null,
  author text not null,
  author_name text not null,
  at timestamptz not null,
  primary key (request_id, version)
);
create trigger content_append_only before update or delete on transfer.content
  for each statement execute function transfer.refuse_change();

create table transfer.step (
  request_id bigint not null references transfer.request (id),
  seq int not null check (seq > 0),
  from_state text not null,
  to_state text not null,
  reason text not null default '',
  note text not null default '',
  actor text not null check (actor <> ''),
  actor_name text not null,
  at timestamptz not null,
  primary key (request_id, seq),
  foreign key (from_state, to_state) references transfer.legal_step (from_state, to_state)
);
create index step_at on transfer.step (at);
create trigger step_append_only before update or delete on transfer.step
  for each statement execute function transfer.refuse_change();

-- A state changes only together with its step, and a step only from the present state.
create function transfer.check_step() returns trigger language plpgsql as $$
declare
  present record;
begin
  select state, version into present from transfer.request where id = new.request_id for update;
  if present.state <> new.from_state or present.version + 1 <> new.seq then
    raise exception 'case % stands at % (step %), not at % (step %)',
      new.request_id, present.state, present.version, new.from_state, new.seq - 1
      using errcode = '40001';
  end if;
  if new.to_state in ('REFUSED', 'EXPIRED', 'WITHDRAWN', 'CANCELLED') and new.reason = '' then
    raise exception 'a case ends only for a reason';
  end if;
  return new;
end $$;
create trigger step_legal before insert on transfer.step
  for each row execute function transfer.check_step();

create function transfer.check_request() returns trigger language plpgsql as $$
begin
  if (new.id, new.case_number, new.from_site, new.channel, new.created_at, new.created_by)
      is distinct from (old.id, old.case_number, old.from_site, old.channel, old.created_at, old.created_by) then
    raise exception 'the head of a case never changes';
  end if;
  if new.state is distinct from old.state or new.version <> old.version then
    if new.version <> old.version + 1 or not exists (
        select 1 from transfer.step s
        where s.request_id = new.id and s.seq = new.version and s.from_state = old.state and s.to_state = new.state) then
      raise exception 'case % cannot go from % to % without its step', new.id, old.state, new.state;
    end if;
  end if;
  return new;
end $$;
create trigger request_step before update on transfer.request
  for each row execute function transfer.check_request();
create trigger request_no_delete before delete on transfer.request
  for each statement execute function transfer.refuse_change();

create function transfer.check_new_request() returns trigger language plpgsql as $$
begin
  if new.state <> 'DRAFT' or new.version <> 0 then
    raise exception 'a case begins as a draft';
  end if;
  return new;
end $$;
create trigger request_begins before insert on transfer.request
  for each row execute function transfer.check_new_request();

create table transfer.offer (
  id bigint generated always as identity primary key,
  request_id bigint not null references transfer.request (id),
  site_id bigint not null references directory.site (id),
  line_id int not null,
  state text not null default 'OPEN'
    check (state in ('OPEN', 'ACCEPTED', 'REFUSED', 'EXPIRED', 'WITHDRAWN', 'LOST')),
  rank int not null,
  free int,
  why jsonb not null,
  overrule text not null default '',
  offered_at timestamptz not null,
  answer_due timestamptz not null,
  author text not null,
  author_name text not null,
  channel text check (channel in ('SCREEN', 'LINK', 'TELEPHONE', 'FHIR', 'API', 'OVERRIDE')),
  answered_at timestamptz,
  answered_by text,
  answered_name text,
  reason text,
  note text not null default '',
  bed text not null default '',
  doctor text not null default '',
  check ((state = 'OPEN') = (answered_at is null)),
  check (state <> 'ACCEPTED' or (bed <> '' and doctor <> '')),
  check (state <> 'REFUSED' or reason is not null)
);
create index offer_request on transfer.offer (request_id, id);
create index offer_site on transfer.offer (site_id, offered_at desc);
create index offer_open on transfer.offer (answer_due) where state = 'OPEN';
-- One place per case, and one open question per case and site.
create unique index offer_accepted on transfer.offer (request_id) where state = 'ACCEPTED';
create unique index offer_open_once on transfer.offer (request_id, site_id) where state = 'OPEN';
alter table transfer.request add foreign key (placed_offer) references transfer.offer (id);

create function transfer.check_offer() returns trigger language plpgsql as $$
begin
  if (new.id, new.request_id, new.site_id, new.line_id, new.offered_at, new.author)
      is distinct from (old.id, old.request_id, old.site_id, old.line_id, old.offered_at, old.author)
    or (old.state not in ('OPEN', 'ACCEPTED') and new is distinct from old)
    or (old.state = 'ACCEPTED' and new.state not in ('ACCEPTED', 'LOST', 'WITHDRAWN'))
    or (old.state = 'ACCEPTED' and new.answered_at is distinct from old.answered_at) then
    raise exception 'offer % was answered and stays as it is', old.id;
  end if;
  return new;
end $$;
create trigger offer_once before update on transfer.offer
  for each row execute function transfer.check_offer();
create trigger offer_no_delete before delete on transfer.offer
  for each statement execute function transfer.refuse_change();

-- What became of a promised bed after it was accepted.
create table transfer.offer_end (
  offer_id bigint primary key references transfer.offer (id),
  reason text not null,
  actor text not null,
  actor_name text not null,
  at timestamptz not null
);
create trigger offer_end_append_only before update or delete on transfer.offer_end
  for each statement execute function transfer.refuse_change();

-- A held bed: a line has as many slots as it has effective free beds, and a slot is held by one.
-- A hold falls free by itself at `until_at`.
create table transfer.hold (
  id bigint generated always as identity primary key,
  offer_id bigint not null unique references transfer.offer (id),
  line_id int not null,
  slot int not null check (slot between 1 and 99999),
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at >= from_at),
  exclude using gist (
    int8range(line_id::bigint * 100000 + slot, line_id::bigint * 100000 + slot, '[]') with &&,
    tstzrange(from_at, until_at) with &&)
);
create index hold_until on transfer.hold (until_at, line_id);
create trigger hold_no_delete before delete on transfer.hold
  for each statement execute function transfer.refuse_change();

-- A link with which the receiving side answers without an account: only its hash is kept.
create table transfer.answer_link (
  token_hash text primary key,
  offer_id bigint not null references transfer.offer (id),
  sent_to text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index answer_link_offer on transfer.answer_link (offer_id);

create table transfer.comment (
  id bigint generated always as identity primary key,
  request_id bigint not null references transfer.request (id),
  text text not null check (text <> ''),
  actor text not null,
  actor_name text not null,
  desk text not null,
  at timestamptz not null
);
create index comment_request on transfer.comment (request_id, id);
create trigger comment_append_only before update or delete on transfer.comment
  for each statement execute function transfer.refuse_change();

-- Until when a desk has read a thread.
create table transfer.seen (
  request_id bigint not null references transfer.request (id),
  desk text not null,
  at timestamptz not null,
  primary key (request_id, desk)
);

-- What the clock did, once on whatever node.
create table transfer.clock_act (
  request_id bigint not null references transfer.request (id),
  version int not null,
  kind text not null,
  at timestamptz not null,
  primary key (request_id, version, kind)
);
