-- The rules in force, append-only: a new decision is a new version, nothing is overwritten.

create table policy.rule (
  key text not null,
  version integer not null check (version > 0),
  value text not null,
  valid_from timestamptz not null,
  decided_by text not null,
  source text not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (key, version)
);

create function policy.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rules are append-only: % is refused, add a version instead', tg_op;
end
$$;
create trigger rule_append_only before update or delete on policy.rule
  for each row execute function policy.refuse_change();
create trigger rule_no_truncate before truncate on policy.rule
  for each statement execute function policy.refuse_change();

-- Levels of intensive care: beds, percent of 1,150, beds earmarked for COVID (CAP-29..CAP-33).
insert into policy.rule
  (key, version, value, valid_from, decided_by, source, created_by, created_at)
values
  ('ic.level.basis', 1, '1150 100 0', '2020-03-01T00:00+01', 'VWS / LNAZ',
   'LCPS, Eerste COVID-golf: maatregelen voor de toekomst, 30 juli 2020 (1.150 = 100 %)',
   'system', now()),
  ('ic.level.structureel', 1, '1350 120 200', '2020-07-30T00:00+02', 'VWS / LNAZ',
   'LCPS, 30 juli 2020 (1.350 = 120 %); VWS, dossiertabel zomer 2021: zolang de pandemie duurt 200 bedden voor covid',
   'system', now()),
  ('ic.level.flexibel', 1, '1750 150 200', '2020-07-30T00:00+02', 'VWS / LNAZ',
   'LCPS, 30 juli 2020 (1.750 = 150 %); let op: LNAZ noemt elders 1.700',
   'system', now()),
  ('ic.benchmark.eerste-golf', 1, '2400', '2020-03-01T00:00+01', 'LCPS',
   'LCPS, 30 juli 2020: in de eerste golf een capaciteit van 2.400 IC-bedden (ijkpunt, geen besluit)',
   'system', now()),
  ('picture.region-set-kind', 1, 'acute-care-network', '2020-03-01T00:00+01', 'LNAZ',
   'Elf netwerken acute zorg, zoals LCPS en RCPS ermee werkten', 'system', now()),
  ('correction.longest-hours', 1, '72', '2020-03-01T00:00+01', 'Vangnet',
   'Uitgangspunt van het product: een correctie zonder nieuwe meting geldt nooit langer dan drie dagen',
   'system', now()),
  ('intake.kept-days', 1, '30', '2020-03-01T00:00+01', 'Vangnet',
   'Uitgangspunt van het product: lang genoeg om na een vakantie te herstellen, niet langer',
   'system', now()),
  ('census.silent-minutes', 1, '30', '2020-03-01T00:00+01', 'Vangnet',
   'Uitgangspunt van het product: een bron die een half uur niets stuurt, zwijgt',
   'system', now());
