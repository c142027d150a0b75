-- Which step of a figure is a jump, and what is growth (CAP-23).
insert into policy.rule
  (key, version, value, valid_from, decided_by, source, created_by, created_at)
values
  ('finding.jump', 1, 'beds=5 percent=30 usual=8 trend-days=7 part=50', '2020-03-01T00:00+01', 'Vangnet',
   'Uitgangspunt van het product: wat doorgroeit zoals de laatste week, of patiënt voor patiënt binnenkwam, is geen sprong', 'system', now());
