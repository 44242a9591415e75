-- The promise of an order is the last day of its open deliveries: each keeps its own, so that whoever changes one of
-- them reads no other.
alter table turnup.delivery add column deliverable_on date;

update turnup.delivery d
   set deliverable_on = coalesce(
         (select (lower(a.period) at time zone a.time_zone)::date
            from turnup.appointment a
           where a.delivery_id = d.id
             and a.state in ('held', 'booked')),
         case
           when d.state = 'installed' or not exists (
                select 1
                  from turnup.component c
                 where c.delivery_id = d.id
                   and c.site_visit
                   and c.state not in ('active', 'ceased', 'cancelled')) then d.ready_date
         end)
 where d.state in ('planned', 'started', 'installed');

-- 'infinity' where it is not known: the last entry of an order tells its promise, or that there is none
create index ix_delivery_open on turnup.delivery (order_id, coalesce(deliverable_on, 'infinity'))
    where state in ('planned', 'started', 'installed');

-- what stands around one item, and whether any other is in a state, without reading all
create index ix_order_item_parent on turnup.order_item (order_id, parent_id) where parent_id is not null;
create index ix_order_item_site on turnup.order_item (order_id, site_id) where site_id is not null;
create index ix_order_item_open on turnup.order_item (order_id, state)
    where state not in ('rejected', 'cancelled', 'completed', 'failed');
