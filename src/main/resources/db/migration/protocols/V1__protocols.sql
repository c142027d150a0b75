-- The library of protocols (SPR-25). An edition is never changed: who changes a protocol adds the next one.

create function protocols.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record % is append-only', tg_table_name;
end $$;

create sequence protocols.running as bigint;

create table protocols.edition (
  protocol_id bigint not null,
  version int not null check (version > 0),
  title text not null check (title <> ''),
  kinds text[] not null check (cardinality(kinds) > 0),
  audience text[] not null check (cardinality(audience) > 0),
  body text not null,
  link text not null check (link = '' or link like 'https://%'),
  owner text not null check (owner <> ''),
  review_on date not null,
  -- The reason of a protocol that is no longer used; empty while it is.
  ended text not null,
  author text not null,
  author_name text not null,
  at timestamptz not null,
  primary key (protocol_id, version),
  check (body <> '' or link <> '')
);
create trigger edition_append_only before update or delete on protocols.edition
  for each statement execute function protocols.refuse_change();
create trigger edition_no_truncate before truncate on protocols.edition
  for each statement execute function protocols.refuse_change();

-- Who took note of which edition.
create table protocols.receipt (
  protocol_id bigint not null,
  version int not null,
  author text not null,
  author_name text not null,
  at timestamptz not null,
  primary key (protocol_id, version, author),
  foreign key (protocol_id, version) references protocols.edition (protocol_id, version)
);
create trigger receipt_append_only before update or delete on protocols.receipt
  for each statement execute function protocols.refuse_change();
