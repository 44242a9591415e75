-- Calls that wait for their system: calls of their topic are due for a quarter of an hour, and no node makes them; and they are due
-- themselves, or one is just being tried. What has failed and is tried again later waits for nothing but that.
create function turnup.waiting_call(moment timestamptz)
returns table (execution_id text, topic text, due_at timestamp) stable language sql as $$
    select x.execution_id_::text,
           x.topic_name_::text,
           coalesce(x.lock_exp_time_, x.create_time_)
      from act_ru_ext_task x
     where coalesce(x.lock_exp_time_, x.create_time_) < moment + interval '1 minute'
       and (x.retries_ is null or x.retries_ > 0)
       and x.suspension_state_ = 1
       and exists (
           select
             from act_ru_ext_task due
            where due.topic_name_ = x.topic_name_
              and coalesce(due.lock_exp_time_, due.create_time_) < moment - interval '15 minutes'
              and (due.retries_ is null or due.retries_ > 0)
              and due.suspension_state_ = 1)
$$;

drop view turnup.held_up;

-- Which orders wait for a system that people look after. From an order to its calls there are indexes all the way: only the instance
-- itself names its root, and a call stands at an execution below.
create function turnup.held_up(moment timestamptz)
returns table (order_id text, subject text) stable language sql as $$
    select root.business_key_::text,
           h.subject
      from act_ru_execution root
      join act_ru_execution i
        on i.root_proc_inst_id_ = root.id_
      join act_ru_execution e
        on e.proc_inst_id_ = i.id_
      join turnup.waiting_call(moment) w
        on w.execution_id = e.id_
      join turnup.hold_up h
        on h.subject = 'system ' || split_part(w.topic, '.', 1)
$$;
