-- Lines that are no longer used: a ward was moved, or another system cuts the same beds up otherwise
-- (CAP-05). From `ended_at` on a line is out of the picture, until a figure observed later counts on it.
-- Append-only: the last row of a line holds, one without `ended_at` says that the line is used again.
create table capacity.line_end (
  id bigint generated always as identity primary key,
  line_id int not null references capacity.line (id),
  ended_at timestamptz,
  reason text not null check (length(reason) > 0),
  author text not null,
  recorded_at timestamptz not null
);
create index line_end_line on capacity.line_end (line_id, id desc);
create trigger line_end_append_only before update or delete on capacity.line_end
  for each statement execute function capacity.refuse_change();
