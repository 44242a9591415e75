-- escalated: its table wants the order looked after, however much time its desk has
alter table turnup.fallout
  add column undo_retry_minutes integer not null default 0,
  add column escalated boolean not null default false;
create index ix_fallout_escalated on turnup.fallout (order_id) where escalated and state <> 'closed';
