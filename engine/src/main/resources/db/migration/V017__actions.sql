-- Orders about what is there already: it is changed, ended, or stays as it is.

alter table turnup.order_item
  add column product_id text;

-- What the installed base said of the products that items name.
create table turnup.installed_product (
  order_id         text    not null,
  item_id          text    not null,
  product_id       text    not null,
  active           boolean not null,
  customer_id      text,
  offering         text,
  site_id          text,
  characteristics  jsonb   not null,
  services         jsonb   not null,
  constraint pk_installed_product primary key (order_id, item_id),
  constraint fk_installed_product_item foreign key (order_id, item_id) references turnup.order_item (order_id, id)
);

-- The service that a component is, as inventory and network know it from before.
alter table turnup.component
  add column installed_service text,
  add column network_service   text,
  add constraint ck_component_installed check (
    (action = 'add') = (installed_service is null) and (action = 'add') = (network_service is null)),
  drop constraint ck_component_state,
  add constraint ck_component_state check (
    state in ('planned', 'activated', 'verified', 'active', 'deactivated', 'ceased', 'cancelled'));
alter table turnup.component_dependency
  drop constraint ck_component_dependency_needs,
  add constraint ck_component_dependency_needs check (needs in ('activated', 'verified', 'active', 'ceased'));

-- The one end of what a product was charged.
create table turnup.bill_stop (
  order_id        text        not null,
  item_id         text        not null,
  product_id      text        not null,
  effective_date  date        not null,
  reference       text        not null,
  stopped_at      timestamptz not null,
  constraint pk_bill_stop primary key (order_id, item_id),
  constraint fk_bill_stop_item foreign key (order_id, item_id) references turnup.order_item (order_id, id)
);

-- What the installed base said of a customer goes with the rest. What is to be erased besides has its line here.
alter function turnup.erase_personal_data(text[]) rename to erase_order_data;
create function turnup.erase_personal_data(orders text[]) returns integer language plpgsql as $$
begin
  delete from turnup.installed_product p
   using turnup.product_order o
   where o.id = p.order_id
     and o.id = any (orders)
     and o.completed_at is not null;
  return turnup.erase_order_data(orders);
end $$;
