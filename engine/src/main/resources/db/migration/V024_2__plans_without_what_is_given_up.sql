-- A plan goes on without what is given up.
alter table turnup.plan
  drop constraint ck_plan_why,
  add constraint ck_plan_why check (why in ('planned', 'split', 'capacity-moved', 'given-up', 'replanned'));
