-- The special teams for children and for the newborn belong to the national pool too (TRA-06, TRA-07). Where
-- somebody already decided on the pool, that decision stands.
insert into policy.rule
  (key, version, value, valid_from, decided_by, source, created_by, created_at)
select 'transport.national-pool', 2, 'micu picu nicu mmt helicopter bus train', '2020-03-01T00:00+01', 'LCPS',
       'LCPS, 30 juli 2020: de inzet van het MMT, MICU, NICU, Kinder-IC''s wordt landelijk gecoördineerd', 'system', now()
  from policy.rule
 where key = 'transport.national-pool'
having max(version) = 1;
