-- One escalation may have several reasons; a row is there while the reason is.
create table turnup.escalation_finding (
  escalation_id  uuid not null,
  finding        text not null,
  order_id       text not null,
  explanation    text not null,
  constraint pk_escalation_finding primary key (escalation_id, finding),
  constraint fk_escalation_finding_escalation foreign key (escalation_id) references turnup.escalation (id),
  constraint ck_escalation_finding_finding check (finding in ('overdue-task', 'overdue-fallout', 'late-step',
    'unworked-call', 'late-job', 'promise-amber', 'stale-lock', 'lost-visit', 'stopped-work', 'suspended', 'no-next-event',
    'promise-red'))
);
create index ix_escalation_finding_order on turnup.escalation_finding (order_id, finding);
insert into turnup.escalation_finding (escalation_id, finding, order_id, explanation)
select e.id,
       e.finding,
       e.order_id,
       e.explanation
  from turnup.escalation e
 where e.state = 'open';

-- its own is the gravest of them
alter table turnup.escalation
  drop constraint ck_escalation_finding,
  add constraint ck_escalation_finding check (finding in ('overdue-task', 'overdue-fallout', 'late-step',
    'unworked-call', 'late-job', 'promise-amber', 'stale-lock', 'lost-visit', 'stopped-work', 'suspended', 'no-next-event',
    'promise-red')),
  -- when those of its level may be sent mail
  add column tell_from timestamptz;

alter function turnup.erase_personal_data(text[]) rename to erase_data_without_findings;
create function turnup.erase_personal_data(orders text[]) returns integer language plpgsql as $$
begin
  update turnup.escalation_finding f
     set explanation = 'erased'
    from turnup.product_order o
   where o.id = f.order_id
     and o.id = any (orders)
     and o.completed_at is not null;
  return turnup.erase_data_without_findings(orders);
end $$;

-- Staff are told as customers are: by a mail server and a webhook that may be dead for hours.
alter table turnup.notice
  drop constraint ck_notice_news,
  add constraint ck_notice_news check (news in ('promise', 'appointment', 'earlier-visit', 'visit-missed', 'escalation'));

-- Every minute one node looks for what stands still, however many orders there are and were.
create index ix_product_order_open_tier on turnup.product_order (customer_tier)
  where state not in ('rejected', 'cancelled', 'completed', 'failed', 'partial');
create index act_idx_exe_suspended on act_ru_execution (id_) where suspension_state_ = 2 and parent_id_ is null;
create index act_idx_job_stopped on act_ru_job (id_) where retries_ = 0;
create index act_idx_job_lock on act_ru_job (lock_exp_time_) where lock_exp_time_ is not null;
create index act_idx_ext_task_stopped on act_ru_ext_task (id_) where retries_ = 0;
