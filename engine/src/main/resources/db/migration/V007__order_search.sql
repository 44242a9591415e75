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

-- What orders are found by: all but the items, of which only the places; so a filter never unpacks a large document.
-- An order without priority sorts behind all others. The bytes tell how many orders fit into memory at once.
alter table turnup.order_document
  add column search jsonb generated always as (
    jsonb_set(document - 'productOrderItem', '{place}', jsonb_path_query_array(
      document, 'strict $.productOrderItem[*].**.product.place[*].id', '{}', true))) stored,
  add column priority text collate "C" generated always as (coalesce(document ->> 'priority', 'none')) stored,
  add column bytes integer generated always as (octet_length(document::text)) stored;
-- A little work with each order rather than all of it at once in the way of somebody's post.
create index ix_order_document_search on turnup.order_document using gin (search jsonb_path_ops) with (fastupdate = off)
  where current;
create index ix_order_document_priority on turnup.order_document (priority, order_id) where current;

-- The promised day as the moment that is shown: its last second at the site.
alter table turnup.product_order add column expected_completion timestamptz;
update turnup.product_order o
   set expected_completion = (o.promised_date + time '23:59:59') at time zone coalesce((
         select t.time_zone
           from turnup.order_item i
           join turnup.territory_postal_prefix p
             on starts_with(i.site_postal_code, p.prefix)
           join turnup.territory t
             on t.id = p.territory_id
          where i.order_id = o.id
       order by i.position,
                length(p.prefix) desc
          limit 1), 'UTC')
 where o.promised_date is not null;

-- A page goes on behind (key, id), which an index finds only where both go the same way. What an order lacks comes last.
drop index turnup.ix_product_order_date;
drop index turnup.ix_product_order_state;
drop index turnup.ix_product_order_caller;
create index ix_product_order_date on turnup.product_order (order_date, id);
create index ix_product_order_state on turnup.product_order (state, order_date, id);
create index ix_product_order_caller on turnup.product_order (caller, order_date, id);
create index ix_product_order_external_id on turnup.product_order (external_id);
create index ix_product_order_requested_start on turnup.product_order (coalesce(requested_start, 'infinity'), id);
create index ix_product_order_requested_completion on turnup.product_order (coalesce(requested_completion, 'infinity'), id);
create index ix_product_order_expected_completion on turnup.product_order (coalesce(expected_completion, 'infinity'), id);
create index ix_product_order_completed_at on turnup.product_order (coalesce(completed_at, 'infinity'), id);
create index ix_order_item_state on turnup.order_item (state, order_id);
