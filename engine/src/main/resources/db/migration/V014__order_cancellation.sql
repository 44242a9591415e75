-- ── cancellations that were asked for (TMF622 cancelProductOrder) ───────────────────────────────────────────────────────
create table turnup.order_cancellation (
  id           uuid        not null,
  order_id     text        not null,
  document     jsonb       not null,
  reason       text,
  state        text        not null,
  refusal      text,
  requested_at timestamptz not null,
  ended_at     timestamptz,
  constraint pk_order_cancellation primary key (id),
  constraint fk_order_cancellation_order foreign key (order_id) references turnup.product_order (id),
  constraint ck_order_cancellation_state check (state in ('acknowledged', 'inProgress', 'done', 'terminatedWithError')),
  constraint ck_order_cancellation_end check ((ended_at is not null) = (state in ('done', 'terminatedWithError'))),
  constraint ck_order_cancellation_refusal check ((refusal is not null) = (state = 'terminatedWithError'))
);
create index ix_order_cancellation_order on turnup.order_cancellation (order_id, id);

-- Where an order and its open items were before it was assessed whether it may be cancelled.
create table turnup.order_before_cancellation (
  order_id    text  not null,
  state       text  not null,
  item_states jsonb not null,
  constraint pk_order_before_cancellation primary key (order_id),
  constraint fk_order_before_cancellation_order foreign key (order_id) references turnup.product_order (id)
);

-- Erases what is known of persons from those of the orders that have ended, and tells how many these are.
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
