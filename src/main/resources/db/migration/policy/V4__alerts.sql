-- How long an urgent message may lie unread.
insert into policy.rule
  (key, version, value, valid_from, decided_by, source, created_by, created_at)
values
  ('alerts.reroute-minutes', 1, '5', '2020-03-01T00:00+01', 'Vangnet',
   'Uitgangspunt van het product: een derde van de antwoordtermijn van 15 minuten', 'system', now());
