-- What an instance's variables are is read in each transaction. PostgreSQL remembers the instances
-- that had the most of them when it last looked: they are over by now, so that it takes every other
-- one for smaller than usual, and plans the reading anew each time, for three times its price.
alter table act_ru_variable alter column proc_inst_id_ set statistics 1;
alter table act_ru_variable alter column proc_inst_id_ set (n_distinct = -0.125);
