-- Every second each node asks for topics with tasks that nobody works on; without this index that
-- reads every task that waits for its retry.
create index act_idx_ext_task_lock on act_ru_ext_task (lock_exp_time_, retries_, topic_name_);
