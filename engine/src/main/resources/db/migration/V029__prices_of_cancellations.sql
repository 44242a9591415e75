-- What a cancellation costs something for: components that are past the point after which it does.
alter table turnup.order_cancellation add column charge text;
