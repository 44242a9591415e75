-- A time that a caller holds for a visit of which there is no order yet. An order that names it gets it: for these items, and then
-- for the delivery that brings them. By its hash a caller's key is recognised, but not read.
alter table turnup.appointment
  alter column order_id drop not null,
  alter column delivery_id drop not null,
  add column caller text,
  add column key_hash text,
  add column content_hash text,
  add column items text[],
  add constraint ck_appointment_whose check (
    order_id is not null and delivery_id is not null
    or caller is not null and delivery_id is null and state in ('held', 'released')),
  add constraint ck_appointment_items check (items is null or order_id is not null);
create unique index uq_appointment_key on turnup.appointment (caller, key_hash) where key_hash is not null;
create index ix_appointment_before_order on turnup.appointment (caller, held_until) where order_id is null and state = 'held';
create index ix_appointment_claimed on turnup.appointment (order_id) where delivery_id is null and state = 'held';
