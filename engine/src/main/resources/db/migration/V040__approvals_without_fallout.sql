-- A second person is asked wherever something of an order is given up, not only where a step fell out.
alter table turnup.approval alter column fallout_id drop not null;
