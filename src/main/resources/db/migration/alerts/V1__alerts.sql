-- Messages to people at desks. A desk is named by its key: "national", "region:<id>", "hospital:<organisation>".
-- What was told, to whom, by which way and who read it is append-only; what is still to be done is not.

create function alerts.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record % is append-only', tg_table_name;
end $$;

create table alerts.alert (
  id bigint generated always as identity primary key,
  -- What it is about, "case:26-001234-9".
  about text not null check (about <> ''),
  key text not null check (key <> ''),
  arguments text[] not null,
  href text not null check (href like '/%' and href not like '//%'),
  call text not null,
  urgent boolean not null,
  desk text not null,
  -- The desk of whoever told it; empty for those who sit at none and for the product itself.
  sender text not null,
  author text not null,
  author_name text not null,
  told_at timestamptz not null
);
create index alert_about on alerts.alert (about, id);
create index alert_sender on alerts.alert (sender, id);
create trigger alert_append_only before update or delete on alerts.alert
  for each statement execute function alerts.refuse_change();

-- The desks that a message reached; `via` is the desk that left it unread, empty for the first.
create table alerts.copy (
  alert_id bigint not null references alerts.alert (id),
  desk text not null,
  via text not null,
  told_at timestamptz not null,
  primary key (alert_id, desk)
);
create index copy_desk on alerts.copy (desk, alert_id desc);
create trigger copy_append_only before update or delete on alerts.copy
  for each statement execute function alerts.refuse_change();

-- One message to one address. Nobody is told twice by the same way, whatever the number of nodes.
create table alerts.way (
  id bigint generated always as identity primary key,
  alert_id bigint not null,
  desk text not null,
  kind text not null check (kind in ('EMAIL', 'WEBHOOK', 'PUSH')),
  address text not null,
  -- Who is there: the function on the card, the person of the browser, the host of the webhook.
  who text not null,
  step text not null check (step in ('ON_DUTY', 'CARD', 'EVERYBODY')),
  -- The message in the outbox.
  delivery_id bigint not null,
  -- SHA-256 of the token in the link that this message carries; null when it carries none.
  token_hash bytea unique,
  told_at timestamptz not null,
  unique (alert_id, desk, kind, address),
  foreign key (alert_id, desk) references alerts.copy (alert_id, desk)
);
create index way_delivery on alerts.way (delivery_id);
create trigger way_append_only before update or delete on alerts.way
  for each statement execute function alerts.refuse_change();

create table alerts.receipt (
  alert_id bigint not null,
  desk text not null,
  -- "person:12", or "mail:<address>" for whoever opened the link of a message.
  reader text not null,
  reader_name text not null,
  how text not null check (how in ('INBOX', 'PAGE', 'LINK')),
  at timestamptz not null,
  primary key (alert_id, desk, reader),
  foreign key (alert_id, desk) references alerts.copy (alert_id, desk)
);
create trigger receipt_append_only before update or delete on alerts.receipt
  for each statement execute function alerts.refuse_change();

create table alerts.withdrawal (
  alert_id bigint primary key references alerts.alert (id),
  at timestamptz not null
);
create trigger withdrawal_append_only before update or delete on alerts.withdrawal
  for each statement execute function alerts.refuse_change();

-- When an urgent message goes on to the next; no row when it was read, withdrawn or has nobody left.
create table alerts.due (
  alert_id bigint primary key references alerts.alert (id),
  at timestamptz not null
);
create index due_at on alerts.due (at);

-- Personal links, kept while the message holds: who is told later gets theirs then.
create table alerts.link (
  alert_id bigint not null references alerts.alert (id),
  address text not null,
  href text not null,
  primary key (alert_id, address)
);

-- The browsers that people switched on.
create table alerts.browser (
  id bigint generated always as identity primary key,
  person text not null,
  endpoint text not null unique,
  key text not null,
  secret text not null,
  device text not null,
  language text not null check (language in ('nl', 'en')),
  made_at timestamptz not null
);
create index browser_person on alerts.browser (person);

-- How a desk wants its messages: language, and a webhook with the secret of its signature.
create table alerts.desk_way (
  desk text primary key,
  language text not null check (language in ('nl', 'en')),
  webhook text not null,
  secret text not null,
  changed_by text not null,
  changed_at timestamptz not null
);

-- Whom an unread urgent message goes to after those on duty: contact cards, in this order.
create table alerts.escalation (
  desk text not null,
  n int not null,
  card_id bigint not null,
  primary key (desk, n)
);
