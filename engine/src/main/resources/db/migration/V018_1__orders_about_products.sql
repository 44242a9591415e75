-- What open orders change or end.
alter table turnup.order_item add column if not exists product_id text;
create index ix_order_item_product on turnup.order_item (product_id)
  where action in ('modify', 'delete') and state not in ('rejected', 'cancelled', 'completed', 'failed');

-- Orders that look like repetitions, and are meant: somebody has found out.
create table turnup.meant_repetition (
  order_id        text not null,
  other_order_id  text not null,
  constraint pk_meant_repetition primary key (order_id, other_order_id),
  constraint fk_meant_repetition_order foreign key (order_id) references turnup.product_order (id),
  constraint fk_meant_repetition_other foreign key (other_order_id) references turnup.product_order (id)
);
