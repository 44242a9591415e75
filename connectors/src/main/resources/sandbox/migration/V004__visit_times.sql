-- Visits that were reserved: of one postal code, one at a time. And what the workforce system offers where somebody said so.
alter table sandbox.visit add column postcode text;
create index ix_visit_postcode on sandbox.visit (postcode);

create table sandbox.visit_times (
  site         text    not null,
  offered_from date,
  taken        integer not null,
  constraint pk_visit_times primary key (site)
);
