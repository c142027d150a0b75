-- The clock and the calendar of the daily rounds (CAP-01, CAP-14, SPR-04, SPR-05).
insert into policy.rule
  (key, version, value, valid_from, decided_by, source, created_by, created_at)
values
  ('round.opens', 1, '06:00', '2020-03-01T00:00+01', 'Vangnet',
   'Uitgangspunt van het product: de nachtdienst kan al invullen', 'system', now()),
  ('round.hospital-due', 1, '08:30', '2020-03-01T00:00+01', 'LCPS',
   'LCPS, 23 maart 2020: ziekenhuizen hebben om 8.30h ingevoerd', 'system', now()),
  ('round.region-due', 1, '10:00', '2020-03-01T00:00+01', 'LCPS',
   'LCPS, 23 maart 2020: alle regio''s sturen om 10h hun situatie', 'system', now()),
  ('round.options-due', 1, '12:00', '2020-03-01T00:00+01', 'LCPS',
   'LCPS, 23 maart 2020: uiterlijk om 12h de mogelijkheden aangereikt', 'system', now()),
  ('round.calendar', 1, 'mon tue wed thu fri sat sun holidays', '2020-03-01T00:00+01', 'LCPS',
   'De uitvraag liep in de crisis alle dagen door', 'system', now()),
  ('round.reminders', 1, '45 10', '2020-03-01T00:00+01', 'Vangnet',
   'Uitgangspunt van het product: 07:45 en 08:20', 'system', now()),
  ('round.escalate-after', 1, '10', '2020-03-01T00:00+01', 'Vangnet',
   'Uitgangspunt van het product: om 08:40 hoort de RCPS wie ontbreekt', 'system', now()),
  ('holidays.extra', 1, 'none', '2020-03-01T00:00+01', 'Vangnet',
   'Extra vrije dagen bij besluit', 'system', now()),
  ('holidays.liberation-day', 1, 'lustrum', '2020-03-01T00:00+01', 'Vangnet',
   'Stichting van de Arbeid: vrije dag eens in de vijf jaar', 'system', now());
