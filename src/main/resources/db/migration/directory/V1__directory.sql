-- Who gives care and where.

-- One row per change; the number of rows is the version of the directory.
create table directory.change (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  what text not null
);

-- Tables of facts that were loaded once.
create table directory.seed (
  name text primary key,
  at timestamptz not null
);

create table directory.organisation (
  id bigint generated always as identity primary key,
  country text not null,
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  type text not null,
  edition integer not null default 1
);
create unique index organisation_code on directory.organisation (country, lower(code));

create table directory.site (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references directory.organisation,
  country text not null,
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  city text not null,
  type text not null,
  class text not null,
  emergency_department boolean not null,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  edition integer not null default 1,
  check ((latitude is null) = (longitude is null))
);
create unique index site_code on directory.site (country, lower(code));
create index site_organisation on directory.site (organisation_id);

create table directory.unit (
  id bigint generated always as identity primary key,
  site_id bigint not null references directory.site,
  code text not null check (code <> ''),
  name text not null check (name <> '')
);
create unique index unit_code on directory.unit (site_id, lower(code));

create table directory.region_set (
  code text primary key,
  country text not null,
  kind text not null,
  name text not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  check (valid_to > valid_from),
  unique (country, kind, valid_from)
);

create table directory.region (
  id bigint generated always as identity primary key,
  set_code text not null references directory.region_set,
  code text not null,
  name text not null,
  unique (set_code, code),
  unique (id, set_code)
);

-- A site lies in at most one region of a set at a time; a change closes the old row and opens a new one.
create table directory.region_member (
  id bigint generated always as identity primary key,
  site_id bigint not null references directory.site,
  set_code text not null,
  region_id bigint not null,
  valid_from date not null,
  valid_to date,
  check (valid_to > valid_from),
  foreign key (region_id, set_code) references directory.region (id, set_code)
);
create unique index region_member_open on directory.region_member (site_id, set_code) where valid_to is null;
create index region_member_site on directory.region_member (site_id);

-- AGB, URA, LPZ-OID and others, effective-dated, of an organisation or of a site.
create table directory.identifier (
  id bigint generated always as identity primary key,
  organisation_id bigint references directory.organisation,
  site_id bigint references directory.site,
  kind text not null,
  value text not null check (value <> ''),
  valid_from date not null,
  valid_to date,
  check (num_nonnulls(organisation_id, site_id) = 1),
  check (valid_to > valid_from)
);
create index identifier_organisation on directory.identifier (organisation_id);
create index identifier_site on directory.identifier (site_id);
create index identifier_value on directory.identifier (kind, value);

create table directory.contact_point (
  id bigint generated always as identity primary key,
  organisation_id bigint references directory.organisation,
  site_id bigint references directory.site,
  kind text not null,
  purpose text not null,
  value text not null check (value <> ''),
  check (num_nonnulls(organisation_id, site_id) = 1)
);
create index contact_point_organisation on directory.contact_point (organisation_id);
create index contact_point_site on directory.contact_point (site_id);
