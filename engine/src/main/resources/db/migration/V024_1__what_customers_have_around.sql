-- What the installed base said is kept by product: of those that items name, and of what the customer has where others are added.
delete from turnup.installed_product p
 using turnup.installed_product twin
 where twin.order_id = p.order_id
   and twin.product_id = p.product_id
   and twin.item_id < p.item_id;
alter table turnup.installed_product
  drop constraint pk_installed_product,
  drop constraint fk_installed_product_item,
  drop column item_id,
  add column account_id text,
  add column site_address text not null default '',
  add column site_postal_code text not null default '',
  add constraint pk_installed_product primary key (order_id, product_id),
  add constraint fk_installed_product_order foreign key (order_id) references turnup.product_order (id);

-- Who else works on a service that is installed.
create index ix_component_installed on turnup.component (installed_service) where installed_service is not null;
