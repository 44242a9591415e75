-- A visit to which nobody comes is looked after like whatever else keeps an order from going on.
alter table turnup.escalation
  drop constraint ck_escalation_finding,
  add constraint ck_escalation_finding check (finding in ('no-next-event', 'overdue-task', 'overdue-fallout', 'lost-visit'));
