-- From how many refusals on declared free beds are doubted (CAP-23).
insert into policy.rule
  (key, version, value, valid_from, decided_by, source, created_by, created_at)
values
  ('finding.refusals', 1, 'least=3 percent=50 days=14', '2020-03-01T00:00+01', 'Vangnet',
   'Uitgangspunt van het product: een keer mis is pech, de helft van een veertiendaagse niet', 'system', now());
