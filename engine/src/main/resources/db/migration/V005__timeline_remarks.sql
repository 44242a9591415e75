-- Words of people and of other systems about an entry of the timeline. They may name a person, so unlike the entry they can be erased.
create table turnup.order_event_remark (
  order_id  text   not null,
  sequence  bigint not null,
  remark    text   not null,
  constraint pk_order_event_remark primary key (order_id, sequence),
  constraint fk_order_event_remark_event foreign key (order_id, sequence)
    references turnup.order_event (order_id, sequence)
);
