-- The day on which the plan has a delivery made at the earliest: it is not expected before.
alter table turnup.delivery add column planned_end date;
