-- How plausibility findings come and go (CAP-23).
insert into policy.rule
  (key, version, value, valid_from, decided_by, source, created_by, created_at)
values
  ('finding.hold-minutes', 1, '30', '2020-03-01T00:00+01', 'Vangnet',
   'Uitgangspunt van het product: een wisseling van dienst is geen bevinding', 'system', now()),
  ('finding.look-back-days', 1, '42', '2020-03-01T00:00+01', 'Vangnet',
   'Uitgangspunt van het product: zes weken is genoeg voor een patroon, en niet te oud', 'system', now()),
  ('finding.to-region-hours', 1, '24', '2020-03-01T00:00+01', 'Vangnet',
   'Uitgangspunt van het product: na een dag helpt de regio', 'system', now()),
  ('finding.to-steward-hours', 1, '72', '2020-03-01T00:00+01', 'Vangnet',
   'Uitgangspunt van het product: na drie dagen zoekt gegevensbeheer het uit', 'system', now());
