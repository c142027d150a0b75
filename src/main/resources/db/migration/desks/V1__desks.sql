-- The desks and their people. A desk is named by its key: "national", "region:<id>", "hospital:<organisation>".

create function desks.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record % is append-only', tg_table_name;
end $$;

create table desks.bulletin (
  id bigint generated always as identity primary key,
  sender text not null,
  headline text not null check (headline <> ''),
  body text not null check (body <> ''),
  urgent boolean not null,
  confirm boolean not null,
  -- After so many minutes a region's copy goes on to its hospitals by itself.
  pass_minutes int not null check (pass_minutes between 0 and 10080),
  -- After so many hours a desk that has not read (or confirmed) is reminded.
  remind_hours int not null check (remind_hours between 1 and 720),
  corrects bigint unique references desks.bulletin (id),
  author text not null,
  author_name text not null,
  sent_at timestamptz not null
);
create index bulletin_sent on desks.bulletin (sent_at desc);
create trigger bulletin_append_only before update or delete on desks.bulletin
  for each statement execute function desks.refuse_change();

create table desks.bulletin_link (
  bulletin_id bigint not null references desks.bulletin (id),
  n int not null,
  label text not null,
  url text not null check (url like 'https://%'),
  primary key (bulletin_id, n)
);

create table desks.bulletin_copy (
  bulletin_id bigint not null references desks.bulletin (id),
  desk text not null,
  via text not null,
  delivered_at timestamptz not null,
  primary key (bulletin_id, desk)
);
create index bulletin_copy_desk on desks.bulletin_copy (desk, bulletin_id desc);
create trigger bulletin_copy_append_only before update or delete on desks.bulletin_copy
  for each statement execute function desks.refuse_change();

-- A region passed its copy on; no author when the clock did.
create table desks.bulletin_pass (
  bulletin_id bigint not null references desks.bulletin (id),
  desk text not null,
  remark text not null,
  author text,
  author_name text,
  at timestamptz not null,
  primary key (bulletin_id, desk)
);
create trigger bulletin_pass_append_only before update or delete on desks.bulletin_pass
  for each statement execute function desks.refuse_change();

create table desks.bulletin_receipt (
  bulletin_id bigint not null,
  desk text not null,
  kind text not null check (kind in ('READ', 'CONFIRMED')),
  author text not null,
  author_name text not null,
  at timestamptz not null,
  primary key (bulletin_id, desk, kind),
  foreign key (bulletin_id, desk) references desks.bulletin_copy (bulletin_id, desk)
);
create trigger bulletin_receipt_append_only before update or delete on desks.bulletin_receipt
  for each statement execute function desks.refuse_change();

create table desks.bulletin_withdrawal (
  bulletin_id bigint primary key references desks.bulletin (id),
  reason text not null check (reason <> ''),
  author text not null,
  author_name text not null,
  at timestamptz not null
);
create trigger bulletin_withdrawal_append_only before update or delete on desks.bulletin_withdrawal
  for each statement execute function desks.refuse_change();

create table desks.bulletin_reminder (
  bulletin_id bigint not null,
  desk text not null,
  n int not null,
  address text not null,
  at timestamptz not null,
  primary key (bulletin_id, desk, n),
  foreign key (bulletin_id, desk) references desks.bulletin_copy (bulletin_id, desk)
);

create table desks.card (
  id bigint generated always as identity primary key,
  desk text not null,
  duty text not null check (duty <> ''),
  phone text not null,
  email text not null,
  hours text not null,
  bulletins boolean not null,
  changed_by text not null,
  changed_at timestamptz not null,
  removed_at timestamptz
);
create index card_desk on desks.card (desk) where removed_at is null;

create table desks.duty_role (
  id bigint generated always as identity primary key,
  desk text not null,
  name text not null check (name <> ''),
  created_at timestamptz not null,
  removed_at timestamptz
);
create unique index duty_role_name on desks.duty_role (desk, lower(name)) where removed_at is null;

create table desks.shift (
  id bigint generated always as identity primary key,
  role_id bigint not null references desks.duty_role (id),
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  who text not null check (who <> ''),
  phone text not null,
  author text not null,
  created_at timestamptz not null,
  cancelled_at timestamptz,
  -- One responsible person per role at a time.
  exclude using gist (int8range(role_id, role_id, '[]') with &&, tstzrange(from_at, to_at) with &&)
    where (cancelled_at is null)
);
create index shift_role on desks.shift (role_id, from_at) where cancelled_at is null;

create table desks.handover (
  id bigint generated always as identity primary key,
  role_id bigint not null references desks.duty_role (id),
  text text not null check (text <> ''),
  author text not null,
  author_name text not null,
  at timestamptz not null
);
create index handover_role on desks.handover (role_id, id desc);
create trigger handover_append_only before update or delete on desks.handover
  for each statement execute function desks.refuse_change();

-- Work agreements of a desk; a next edition replaces the one before and never overwrites it.
create table desks.agreement (
  id bigint generated always as identity primary key,
  desk text not null,
  title text not null check (title <> ''),
  body text not null check (body <> ''),
  owner text not null check (owner <> ''),
  review_on date not null,
  replaces bigint unique references desks.agreement (id),
  ended boolean not null default false,
  author text not null,
  author_name text not null,
  at timestamptz not null
);
create trigger agreement_append_only before update or delete on desks.agreement
  for each statement execute function desks.refuse_change();
