-- What is late is found step by step, however many wait elsewhere. Calls that have failed, whose retry may be weeks away, are apart
-- from all others, of which there are few at a time: who looks for locks reads only those.
create index act_idx_ext_task_step on act_ru_ext_task (act_id_, create_time_) where error_msg_ is null;
create index act_idx_ext_task_retried_step on act_ru_ext_task (act_id_, create_time_) where error_msg_ is not null;
create index act_idx_event_subscr_step on act_ru_event_subscr (activity_id_, created_) where event_type_ = 'message';
-- The engine's index, in an order in which those of an event can be looked at page by page.
drop index act_idx_event_subscr_evt_name;
create index act_idx_event_subscr_evt_name on act_ru_event_subscr (event_name_, id_);

-- Calls that are due at a moment: by when they may be tried again, or as they came.
create function turnup.due_call(moment timestamptz)
returns table (execution_id text, topic text, due_at timestamp) stable language sql as $$
    select x.execution_id_::text,
           x.topic_name_::text,
           coalesce(x.lock_exp_time_, x.create_time_)
      from act_ru_ext_task x
     where (x.lock_exp_time_ < moment
            or x.lock_exp_time_ is null and x.create_time_ < moment)
       and (x.retries_ is null or x.retries_ > 0)
       and x.suspension_state_ = 1
$$;

-- As before, found by when calls are due.
create or replace function turnup.waiting_call(moment timestamptz)
returns table (execution_id text, topic text, due_at timestamp) stable language sql as $$
    select w.execution_id,
           w.topic,
           w.due_at
      from turnup.due_call(moment + interval '1 minute') w
     where w.topic in (
           select long.topic
             from turnup.due_call(moment - interval '15 minutes') long)
$$;
