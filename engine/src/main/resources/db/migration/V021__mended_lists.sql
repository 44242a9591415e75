-- Whose orders cancellations are of, and whether these were deleted: a list joins nothing and passes nothing over.
alter table turnup.order_cancellation
  add column caller text,
  add column hidden boolean not null default false;
update turnup.order_cancellation c
   set caller = o.caller,
       hidden = o.hidden_at is not null
  from turnup.product_order o
 where o.id = c.order_id;
alter table turnup.order_cancellation alter column caller set not null;
create index ix_order_cancellation_shown on turnup.order_cancellation (id) where not hidden;
create index ix_order_cancellation_caller on turnup.order_cancellation (caller, id) where not hidden;
create index ix_order_cancellation_state on turnup.order_cancellation (state, id) where not hidden;

-- Orders that were deleted are in no list, so they are in no index that lists go through: a million of them costs nothing.
drop index turnup.ix_product_order_date;
drop index turnup.ix_product_order_state;
drop index turnup.ix_product_order_caller;
drop index turnup.ix_product_order_requested_start;
drop index turnup.ix_product_order_requested_completion;
drop index turnup.ix_product_order_expected_completion;
drop index turnup.ix_product_order_completed_at;
create index ix_product_order_date on turnup.product_order (order_date, id) where hidden_at is null;
create index ix_product_order_state on turnup.product_order (state, order_date, id) where hidden_at is null;
create index ix_product_order_caller on turnup.product_order (caller, order_date, id) where hidden_at is null;
create index ix_product_order_requested_start on turnup.product_order (coalesce(requested_start, 'infinity'), id)
  where hidden_at is null;
create index ix_product_order_requested_completion on turnup.product_order (coalesce(requested_completion, 'infinity'), id)
  where hidden_at is null;
create index ix_product_order_expected_completion on turnup.product_order (coalesce(expected_completion, 'infinity'), id)
  where hidden_at is null;
create index ix_product_order_completed_at on turnup.product_order (coalesce(completed_at, 'infinity'), id)
  where hidden_at is null;

-- Subscriptions whose listener did not hear what it was told last.
create index ix_event_cursor_failing on turnup.event_cursor (subscription_id) where attempts > 0 and next_try_at is not null;
