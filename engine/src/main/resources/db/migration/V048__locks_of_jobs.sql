-- It was written with each job that is done, and none of those could be changed in place. What is locked for long is
-- found among what is due.
drop index act_idx_job_lock;
