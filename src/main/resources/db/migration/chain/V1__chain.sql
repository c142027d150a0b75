-- The chain around the hospital: dormant beds with their activations, openness of emergency departments.

create function chain.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record % is append-only', tg_table_name;
end $$;

-- Dormant capacity as it was agreed. A change ends the row and opens another.
create table chain.dormant (
  id bigint generated always as identity primary key,
  site_id bigint not null references directory.site (id),
  unit text not null check (unit <> ''),
  beds int not null check (beds between 1 and 9999),
  hours int not null check (hours between 1 and 720),
  agreement text not null check (agreement <> ''),
  parties text not null check (parties <> ''),
  ends_on date not null,
  contact text not null check (contact like '%@%'),
  author text not null,
  author_name text not null,
  created_at timestamptz not null
);
create index dormant_site on chain.dormant (site_id);
create trigger dormant_append_only before update or delete on chain.dormant
  for each statement execute function chain.refuse_change();

create table chain.dormant_end (
  dormant_id bigint primary key references chain.dormant (id),
  reason text not null check (reason <> ''),
  author text not null,
  author_name text not null,
  at timestamptz not null
);
create trigger dormant_end_append_only before update or delete on chain.dormant_end
  for each statement execute function chain.refuse_change();

create table chain.activation (
  id bigint generated always as identity primary key,
  dormant_id bigint not null references chain.dormant (id),
  beds int not null check (beds > 0),
  reason text not null check (reason <> ''),
  author text not null,
  author_name text not null,
  ordered_at timestamptz not null,
  due_at timestamptz not null check (due_at > ordered_at)
);
create index activation_dormant on chain.activation (dormant_id, id);
create trigger activation_append_only before update or delete on chain.activation
  for each statement execute function chain.refuse_change();

create table chain.activation_step (
  id bigint generated always as identity primary key,
  activation_id bigint not null references chain.activation (id),
  kind text not null check (kind in ('CONFIRM', 'OPEN', 'LATE', 'FAIL', 'WITHDRAW', 'CLOSE')),
  beds int not null check (beds >= 0),
  note text not null,
  author text not null,
  author_name text not null,
  at timestamptz not null
);
create index activation_step_of on chain.activation_step (activation_id, id);
-- What can happen once happens once, on whatever node.
create unique index activation_step_once on chain.activation_step (activation_id, kind) where kind <> 'OPEN';
create trigger activation_step_append_only before update or delete on chain.activation_step
  for each statement execute function chain.refuse_change();

-- What an emergency department asks of ambulances. Nothing lasts for ever: `until_at` is the expected
-- end and can only come nearer.
create table chain.diversion (
  id bigint generated always as identity primary key,
  site_id bigint not null references directory.site (id),
  level text not null check (level in ('ANNOUNCED', 'RESTRICTED', 'DIVERSION')),
  reason text not null,
  extent text not null,
  note text not null,
  from_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > from_at),
  until_at timestamptz not null check (until_at between from_at and expires_at),
  author text not null,
  author_name text not null,
  follows bigint unique references chain.diversion (id),
  ended_by text,
  ended_name text,
  end_note text,
  check ((ended_by is null) = (ended_name is null)),
  -- One emergency department says one thing at a time.
  exclude using gist (int8range(site_id, site_id, '[]') with &&, tstzrange(from_at, until_at) with &&)
);
create index diversion_until on chain.diversion (until_at);
create index diversion_site on chain.diversion (site_id, from_at desc);

create function chain.only_end() returns trigger language plpgsql as $$
begin
  if old.ended_by is not null or new.until_at > old.until_at
    or (new.id, new.site_id, new.level, new.reason, new.extent, new.note, new.from_at, new.expires_at,
        new.author, new.author_name)
      is distinct from
       (old.id, old.site_id, old.level, old.reason, old.extent, old.note, old.from_at, old.expires_at,
        old.author, old.author_name)
    or new.follows is distinct from old.follows then
    raise exception 'a report of an emergency department can only be ended, once';
  end if;
  return new;
end $$;
create trigger diversion_only_end before update on chain.diversion
  for each row execute function chain.only_end();
create trigger diversion_no_delete before delete on chain.diversion
  for each statement execute function chain.refuse_change();

create table chain.diversion_remark (
  id bigint generated always as identity primary key,
  diversion_id bigint not null references chain.diversion (id),
  text text not null check (text <> ''),
  author text not null,
  author_name text not null,
  at timestamptz not null
);
create index diversion_remark_of on chain.diversion_remark (diversion_id, id);
create trigger diversion_remark_append_only before update or delete on chain.diversion_remark
  for each statement execute function chain.refuse_change();
