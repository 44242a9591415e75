-- What is being added at a site, named by its offering or by its specification.
drop index turnup.ix_order_item_added;
create index ix_order_item_added on turnup.order_item (site_id, coalesce(offering, product_specification))
 where action = 'add' and state not in ('rejected', 'cancelled', 'completed', 'failed');
