-- 'unworked-call' is 'late-step' since V049_10
alter table turnup.escalation_finding
  drop constraint ck_escalation_finding_finding,
  add constraint ck_escalation_finding_finding check (finding in ('overdue-task', 'overdue-fallout', 'late-step',
    'late-job', 'promise-amber', 'stale-lock', 'lost-visit', 'stopped-work', 'suspended', 'no-next-event',
    'promise-red'));
alter table turnup.escalation
  drop constraint ck_escalation_finding,
  add constraint ck_escalation_finding check (finding in ('overdue-task', 'overdue-fallout', 'late-step',
    'late-job', 'promise-amber', 'stale-lock', 'lost-visit', 'stopped-work', 'suspended', 'no-next-event',
    'promise-red'));
