-- What an instance's executions are is read in each transaction, and was planned anew each time, as
-- its variables were before V057.
alter table act_ru_execution alter column proc_inst_id_ set statistics 1;
alter table act_ru_execution alter column proc_inst_id_ set (n_distinct = -0.25);
