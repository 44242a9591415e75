-- What many orders wait for, while people look after it as one thing: 'system billing', to which no call is made, or
-- 'problem PB-1007', which was not looked after in time. It names no person and need not be erased.
create table turnup.hold_up (
  subject       text        not null,
  opened_at     timestamptz not null,
  level         integer     not null,
  group_id      text        not null,
  tell_from     timestamptz not null,
  respond_by    timestamptz not null,
  -- the order under which people were sent word of it
  order_id      text,
  -- since when it was not found any more
  better_since  timestamptz,
  constraint pk_hold_up primary key (subject)
);

-- which orders wait for a call to a system that is away
create view turnup.held_up (order_id, subject) as
select root.business_key_,
       h.subject
  from turnup.hold_up h
  join act_ru_ext_task x
    on 'system ' || split_part(x.topic_name_, '.', 1) = h.subject
  join act_ru_execution e
    on e.id_ = x.execution_id_
  join act_ru_execution root
    on root.id_ = e.root_proc_inst_id_;

alter table turnup.notice
  drop constraint ck_notice_news,
  add constraint ck_notice_news check (news in ('promise', 'appointment', 'earlier-visit', 'visit-missed', 'escalation',
    'hold-up'));

-- what the order shares with others and waits for
alter table turnup.jeopardy add column waits_for text;
