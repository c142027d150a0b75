-- Who acts: people, source systems with their keys, and the append-only audit trail.

create table access.person (
  id bigint generated always as identity primary key,
  login text not null,
  name text not null,
  password_hash text,
  role text not null,
  organisation_id bigint,
  region_id bigint,
  language text not null default 'nl',
  email text,
  oidc_subject text,
  active boolean not null default true,
  demo boolean not null default false,
  failures integer not null default 0,
  blocked_until timestamptz,
  -- Grows when the password changes or the person is switched off: older sessions end.
  stamp integer not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  constraint person_role check (
    role in ('HOSPITAL', 'REGION', 'NATIONAL', 'OVERSIGHT', 'STEWARD', 'ADMIN')),
  constraint person_scope check (
    (role = 'HOSPITAL') = (organisation_id is not null)
    and (role = 'REGION') = (region_id is not null))
);
create unique index person_login on access.person (lower(login));
create unique index person_email on access.person (lower(email));
create unique index person_subject on access.person (oidc_subject);

create table access.source_system (
  id bigint generated always as identity primary key,
  code text not null,
  name text not null,
  country text not null,
  organisation_id bigint not null,
  sending_application text,
  sending_facility text,
  certificate text,
  zone text not null default 'Europe/Amsterdam',
  active boolean not null default true,
  demo boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  constraint source_sender check ((sending_application is null) = (sending_facility is null)),
  constraint source_certificate check (certificate ~ '^[0-9a-f]{64}$')
);
create unique index source_code on access.source_system (lower(code));
create unique index source_sender_once
  on access.source_system (sending_application, sending_facility) where active;

create table access.source_key (
  id bigint generated always as identity primary key,
  source_id bigint not null references access.source_system (id),
  -- The first characters, to tell keys apart; the key itself is never stored.
  head text not null,
  hash bytea not null unique,
  created_at timestamptz not null,
  created_by text not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by text
);
create index source_key_source on access.source_key (source_id);

create table access.audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id text not null,
  actor_name text not null,
  role text not null,
  action text not null,
  subject text not null,
  organisation_id bigint,
  remote text not null,
  request_id text,
  facts jsonb not null default '{}'
);
create index audit_event_at on access.audit_event (at, id);
create index audit_event_actor on access.audit_event (actor_id, id);
create index audit_event_action on access.audit_event (action text_pattern_ops, id);
create index audit_event_organisation on access.audit_event (organisation_id, id)
  where organisation_id is not null;

create function access.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only: % is refused', tg_op;
end
$$;
create trigger audit_event_append_only before update or delete on access.audit_event
  for each row execute function access.refuse_change();
create trigger audit_event_no_truncate before truncate on access.audit_event
  for each statement execute function access.refuse_change();
