-- What was confirmed before a patient left (SPR-08), what transport over a border costs (TRA-09), and the
-- pilots with partners (TRA-10). All append-only.

create table transport.leg_check (
  leg_id bigint not null references transport.leg (id),
  item text not null check (item ~ '^[a-z-]{1,40}$'),
  author text not null,
  author_name text not null,
  at timestamptz not null,
  primary key (leg_id, item)
);
create trigger leg_check_append_only before update or delete on transport.leg_check
  for each statement execute function transport.refuse_change();

create table transport.cost_line (
  id bigint generated always as identity primary key,
  case_number text not null check (case_number <> '' and length(case_number) <= 60),
  kind text not null check (kind in ('TRANSPORT', 'TREATMENT', 'OTHER')),
  cents bigint not null check (cents between 1 and 100000000),
  payer text not null check (payer <> '' and length(payer) <= 100),
  note text not null check (length(note) <= 300),
  author text not null,
  author_name text not null,
  at timestamptz not null
);
create index cost_line_case on transport.cost_line (case_number);
create trigger cost_line_append_only before update or delete on transport.cost_line
  for each statement execute function transport.refuse_change();

-- A line that was wrong is withdrawn, and a right one is added.
create table transport.cost_withdrawal (
  line_id bigint primary key references transport.cost_line (id),
  reason text not null check (reason <> '' and length(reason) <= 300),
  author text not null,
  author_name text not null,
  at timestamptz not null
);
create trigger cost_withdrawal_append_only before update or delete on transport.cost_withdrawal
  for each statement execute function transport.refuse_change();

create table transport.pilot (
  id bigint generated always as identity primary key,
  name text not null check (name <> '' and length(name) <= 100),
  partner text not null check (partner <> '' and length(partner) <= 100),
  aim text not null check (aim <> '' and length(aim) <= 500),
  begins_on date not null,
  ends_on date not null check (ends_on >= begins_on),
  author text not null,
  author_name text not null,
  at timestamptz not null
);
create trigger pilot_append_only before update or delete on transport.pilot
  for each statement execute function transport.refuse_change();

create table transport.pilot_conclusion (
  pilot_id bigint primary key references transport.pilot (id),
  verdict text not null check (verdict in ('CONTINUE', 'ADJUST', 'STOP')),
  conclusion text not null check (conclusion <> '' and length(conclusion) <= 1000),
  author text not null,
  author_name text not null,
  at timestamptz not null
);
create trigger pilot_conclusion_append_only before update or delete on transport.pilot_conclusion
  for each statement execute function transport.refuse_change();
