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

-- What the installed base said of a customer goes with the rest.
create or replace function turnup.erase_personal_data(orders text[]) returns integer language plpgsql as $$
declare
  erased constant text[] := array(
    select o.id from turnup.product_order o where o.id = any (orders) and o.completed_at is not null);
begin
  update turnup.order_document d
     set document = jsonb_build_object('productOrderItem', (
           select jsonb_agg(jsonb_build_object('id', i.id, 'action', i.action) order by i.position)
             from turnup.order_item i
            where i.order_id = d.order_id))
   where d.order_id = any (erased);
  update turnup.order_item set site_address = null, site_postal_code = null, characteristics = '{}'
   where order_id = any (erased);
  update turnup.component set characteristics = '{}' where order_id = any (erased);
  update turnup.service_record set network_evidence = null
   where component_id in (select c.id from turnup.component c where c.order_id = any (erased));
  update turnup.outbound_call set request = '{}', answer = null, failure_message = null
   where order_id = any (erased);
  update turnup.inbound_message set facts = '{}' where order_id = any (erased);
  update turnup.fallout set message = 'erased', reason = null where order_id = any (erased);
  update act_hi_incident set incident_msg_ = 'erased'
   where root_proc_inst_id_ in (select h.id_ from act_hi_procinst h where h.business_key_ = any (erased));
  update turnup.escalation set explanation = 'erased', remark = null where order_id = any (erased);
  delete from turnup.order_event_remark where order_id = any (erased);
  delete from turnup.installed_product where order_id = any (erased);
  delete from turnup.order_finding where order_id = any (erased);
  delete from turnup.note where order_id = any (erased);
  delete from turnup.notice where order_id = any (erased);
  update turnup.order_cancellation
     set reason = null, document = jsonb_build_object('productOrder', jsonb_build_object('id', order_id))
   where order_id = any (erased);
  update turnup.product_order
     set customer_id = 'erased', customer_name = 'erased', customer_email = null, customer_webhook = null,
         external_id = null, idempotency_key = turnup.erased_key(idempotency_key), content_hash = 'erased'
   where id = any (erased)
     and content_hash <> 'erased';
  return cardinality(erased);
end $$;
