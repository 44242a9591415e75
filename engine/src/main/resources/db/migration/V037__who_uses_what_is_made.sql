-- Who has made a service: others may use it, or want to change it, before the order that made it has ended.
create index ix_service_record_inventory on turnup.service_record (inventory_reference)
 where inventory_reference is not null;
