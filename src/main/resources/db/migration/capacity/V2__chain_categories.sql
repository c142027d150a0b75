-- The chain around the hospital counts its own places (CHN-01, CHN-02): nursing and home care, mental
-- health care, out-of-hours GP consultations, ambulances; and the emergency department says who waits.

insert into capacity.category values
 ('vvt', 1, 'VVT', 'Nursing and home care', 'Plaats voor verpleging of verzorging na het ziekenhuis: verpleeghuis, GRZ of intensieve thuiszorg, bemenst.',
  'Staffed place for nursing or care after the hospital: nursing home, geriatric rehabilitation or intensive home care.',
  '{staffed,occupied}', '{physical,staffed,occupied,closed,reserve,offered,waiting,staff}',
  1560, 4320, 1560, 4320, 82, '2020-03-01T00:00Z', 'VWS dossier table (CHN-01, CHN-03)', 'system', now()),
 ('ggz', 1, 'GGZ', 'Mental health care', 'Bemenst bed voor acute geestelijke gezondheidszorg.',
  'Staffed bed for acute mental health care.',
  '{staffed,occupied}', '{physical,staffed,occupied,closed,reserve,offered,waiting,staff}',
  720, 2880, 1560, 4320, 84, '2020-03-01T00:00Z', 'VWS dossier table (CHN-01)', 'system', now()),
 ('hap', 1, 'HAP-consult', 'Out-of-hours GP consultation', 'Spreekplek met huisarts op de huisartsenpost; bezet is een lopend consult.',
  'Consultation place with a GP at the out-of-hours service; occupied is a consultation under way.',
  '{staffed,occupied}', '{physical,staffed,occupied,waiting,arrivals_1h,staff}',
  60, 480, 720, 1560, 90, '2020-03-01T00:00Z', 'VWS dossier table (CHN-01)', 'system', now()),
 ('rav', 1, 'Ambulance', 'Ambulance', 'Ambulance in dienst met bemanning; bezet is een ambulance die een rit rijdt.',
  'Ambulance on duty with its crew; occupied is an ambulance on a job.',
  '{staffed,occupied}', '{physical,staffed,occupied,reserve,waiting,arrivals_1h}',
  30, 240, 720, 1560, 92, '2020-03-01T00:00Z', 'VWS dossier table (CHN-01)', 'system', now()),
 ('ed', 2, 'SEH-plaats', 'ED place', 'Behandelplaats op de spoedeisende hulp; wachtend zijn patiënten die op een bed in het ziekenhuis wachten.',
  'Treatment place in the emergency department; waiting are patients who wait for a bed in the hospital.',
  '{staffed,occupied}', '{physical,staffed,occupied,closed,waiting,arrivals_1h,staff}',
  60, 1440, 1560, 3000, 70, '2026-11-22T00:00Z', 'product (CHN-02)', 'system', now());
