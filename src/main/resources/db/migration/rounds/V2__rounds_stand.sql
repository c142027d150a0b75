-- The clock of a round and who was asked stand once it is open; what becomes of a reminder is added.
create trigger round_append_only before update or delete on rounds.round
  for each statement execute function rounds.refuse_change();
create trigger recipient_append_only before update or delete on rounds.recipient
  for each statement execute function rounds.refuse_change();
create trigger automation_append_only before update or delete on rounds.automation
  for each statement execute function rounds.refuse_change();
create trigger region_contact_append_only before update or delete on rounds.region_contact
  for each statement execute function rounds.refuse_change();
create trigger plea_end_append_only before update or delete on rounds.plea_end
  for each statement execute function rounds.refuse_change();
create trigger reminder_no_delete before delete on rounds.reminder
  for each statement execute function rounds.refuse_change();
