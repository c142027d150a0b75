-- What the product sends to people and systems. A row is made in the transaction of whoever sends;
-- it leaves after the commit, is tried again when that fails, and keeps what became of it.
create table outbox.message (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('EMAIL', 'WEBHOOK')),
  about text not null,
  address text not null,
  headline text not null,
  body text not null,
  media_type text not null,
  headers text[] not null default '{}',
  state text not null default 'WAITING' check (state in ('WAITING', 'SENT', 'FAILED')),
  attempts int not null default 0,
  next_at timestamptz not null,
  fault text,
  created_at timestamptz not null,
  created_by text not null,
  sent_at timestamptz
);
create index message_waiting on outbox.message (next_at) where state = 'WAITING';
create index message_about on outbox.message (about, id);

create table outbox.attachment (
  message_id bigint not null references outbox.message,
  name text not null,
  media_type text not null,
  content bytea not null
);
create index attachment_message on outbox.attachment (message_id);
