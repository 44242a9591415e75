-- Who says when visits in a territory can be: Turnup by the technicians' calendars, or the outside workforce system by its own.
alter table turnup.territory
  add column times_from text not null default 'turnup',
  add constraint ck_territory_times_from check (times_from in ('turnup', 'workforce'));

-- A time that the workforce system keeps is on no technician's calendar; it may say whom it sends.
alter table turnup.appointment
  alter column technician_id drop not null,
  add column outside_reference text,
  add column outside_technician text,
  add constraint ck_appointment_technician check ((technician_id is null) = (outside_reference is not null)),
  add constraint ck_appointment_outside check ((outside_technician is null) = (outside_reference is null));

-- What the workforce system has offered last for the visit of a delivery, in answer to which question, until when that counts; and
-- which of it is to be kept for the visit, under which id, and whether somebody chose it. What was asked for stands by itself until
-- its outcome is known: it may be kept there, whatever is wanted by then.
create table turnup.offered_visit (
  delivery_id       uuid        not null,
  question          text        not null,
  valid_until       timestamptz not null,
  times             jsonb       not null,
  wanted_id         uuid,
  wanted_start      timestamptz,
  wanted_end        timestamptz,
  wanted_reference  text,
  chosen            boolean     not null,
  asked_id          uuid,
  asked_start       timestamptz,
  asked_end         timestamptz,
  asked_reference   text,
  asked_chosen      boolean,
  constraint pk_offered_visit primary key (delivery_id),
  constraint fk_offered_visit_delivery foreign key (delivery_id) references turnup.delivery (id),
  constraint ck_offered_visit_wanted check (num_nulls(wanted_id, wanted_start, wanted_end, wanted_reference) in (0, 4)),
  constraint ck_offered_visit_asked check (num_nulls(asked_id, asked_start, asked_end, asked_reference, asked_chosen) in (0, 5)),
  constraint ck_offered_visit_chosen check (not chosen or wanted_id is not null)
);

-- What the workforce system keeps, it has judged by itself.
drop trigger tg_appointment_possible on turnup.appointment;
create trigger tg_appointment_possible before insert on turnup.appointment
  for each row when (new.outside_reference is null) execute function turnup.guard_appointment();
