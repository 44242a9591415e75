-- Each of these rows belongs to an execution, which a foreign key sees to, and with it to that
-- execution's instance: executions are there as long as what is below them. To be told of the
-- instance a second time costs a look for each row that is written, and four for each execution
-- that ends.
alter table act_ru_execution drop constraint act_fk_exe_procinst;
alter table act_ru_variable drop constraint act_fk_var_procinst;
alter table act_ru_task drop constraint act_fk_task_procinst;
alter table act_ru_incident drop constraint act_fk_inc_procinst;
