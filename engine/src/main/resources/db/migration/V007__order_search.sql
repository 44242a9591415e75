-- Which revision of an order's document is the order as it is: exactly one.
alter table turnup.order_document add column current boolean;
update turnup.order_document d
   set current = not exists (
         select 1
           from turnup.order_document newer
          where newer.order_id = d.order_id
            and newer.revision > d.revision);
alter table turnup.order_document alter column current set not null;
create unique index uq_order_document_current on turnup.order_document (order_id) where current;
