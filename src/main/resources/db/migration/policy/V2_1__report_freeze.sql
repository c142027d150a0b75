-- When the picture is frozen for the day report.
insert into policy.rule
  (key, version, value, valid_from, decided_by, source, created_by, created_at)
values
  ('report.freeze', 1, '12:30', '2020-03-01T00:00Z', 'LCPS', 'dagritme LCPS: cijfers na 12:00', 'system', now());
