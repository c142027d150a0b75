-- Web push, and messages that are taken back before they leave.
alter table outbox.message drop constraint message_kind_check;
alter table outbox.message add constraint message_kind_check
  check (kind in ('EMAIL', 'WEBHOOK', 'PUSH'));
alter table outbox.message drop constraint message_state_check;
alter table outbox.message add constraint message_state_check
  check (state in ('WAITING', 'SENT', 'FAILED', 'WITHDRAWN'));

-- The keys by which push services know us, made once when the environment gave none.
create table outbox.push_key (
  one boolean primary key default true check (one),
  public_key text not null,
  private_key text not null,
  made_at timestamptz not null
);
