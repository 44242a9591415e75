-- ── what orders have to do with one another ────────────────────────────────────────────────────────────────────────

-- The orders that must have ended before one: it names them, or they are about a product that it is about, too.
create table turnup.earlier_order (
  order_id    text not null,
  earlier_id  text not null,
  cause       text not null,
  constraint pk_earlier_order primary key (order_id, earlier_id, cause),
  constraint fk_earlier_order_order foreign key (order_id) references turnup.product_order (id),
  constraint ck_earlier_order_cause check (cause in ('relationship', 'product'))
);
create index ix_earlier_order_earlier on turnup.earlier_order (earlier_id);

-- The other order that a finding is about.
alter table turnup.order_finding add column other_order_id text;
create index ix_order_finding_other on turnup.order_finding (other_order_id) where other_order_id is not null;

-- What is being added at a site.
create index ix_order_item_added on turnup.order_item (site_id, offering)
  where action = 'add' and state not in ('rejected', 'cancelled', 'completed', 'failed');

-- What open orders change or end.
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
