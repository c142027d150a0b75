-- The ambulance planner of a regional ambulance service or MICU centre.
alter table access.person drop constraint person_role;
alter table access.person add constraint person_role check (
  role in ('HOSPITAL', 'REGION', 'NATIONAL', 'DISPATCH', 'OVERSIGHT', 'STEWARD', 'ADMIN'));
alter table access.person drop constraint person_scope;
alter table access.person add constraint person_scope check (
  (role in ('HOSPITAL', 'DISPATCH')) = (organisation_id is not null)
  and (role = 'REGION') = (region_id is not null));
