-- What of an order a note is about, and whether the order's caller reads it too, as was so with all notes until now.
alter table turnup.note
  add column item_id text,
  add column work    text,
  add column told    boolean not null default true,
  add constraint fk_note_item foreign key (order_id, item_id) references turnup.order_item (order_id, id);
alter table turnup.note alter column told drop default;
