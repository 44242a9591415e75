-- only the instance itself names its root; a call stands at an execution below
create or replace view turnup.held_up (order_id, subject) as
select root.business_key_,
       h.subject
  from turnup.hold_up h
  join act_ru_ext_task x
    on 'system ' || split_part(x.topic_name_, '.', 1) = h.subject
  join act_ru_execution i
    on i.id_ = x.proc_inst_id_
  join act_ru_execution root
    on root.id_ = i.root_proc_inst_id_;
