-- What a visit that ended otherwise taught about the next one of its delivery.
alter table turnup.delivery
  add column visit_not_before date,
  add column visit_skills text[] not null default '{}',
  add column visit_technicians integer not null default 1,
  add constraint ck_delivery_visit_technicians check (visit_technicians between 1 and 2);

-- Visits that were in vain through the customer, and what they pay for them: for each once.
create table turnup.missed_visit (
  id             uuid        not null,
  order_id       text        not null,
  delivery_id    uuid        not null,
  day            date        not null,
  charge_code    text,
  charge_reason  text,
  reference      text,
  missed_at      timestamptz not null,
  charged_at     timestamptz,
  constraint pk_missed_visit primary key (id),
  constraint fk_missed_visit_appointment foreign key (id) references turnup.appointment (id),
  constraint fk_missed_visit_order foreign key (order_id) references turnup.product_order (id),
  constraint fk_missed_visit_delivery foreign key (delivery_id) references turnup.delivery (id),
  constraint ck_missed_visit_charge check ((charge_code is null) = (charge_reason is null)),
  constraint ck_missed_visit_charged check ((reference is null) = (charged_at is null)
                                            and (reference is null or charge_code is not null))
);
create index ix_missed_visit_order on turnup.missed_visit (order_id);
create index ix_missed_visit_delivery on turnup.missed_visit (delivery_id);
