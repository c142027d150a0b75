-- The run of the simulated country: one row; its patients live in memory and are sent anew at each start.

create table simulator.run (
  single boolean primary key default true check (single),
  seed bigint not null,
  started_at timestamptz not null,
  speed double precision not null check (speed > 0),
  paused boolean not null,
  wave_hour double precision not null check (wave_hour >= 0),
  mapped int not null default 0,
  history_at timestamptz
);
