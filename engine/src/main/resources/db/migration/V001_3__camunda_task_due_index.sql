-- Each minute one node asks which tasks are overdue; without this index that reads all open tasks.
create index act_idx_task_due on act_ru_task (due_date_);
