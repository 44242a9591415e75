-- Who chose a time hears what became of it.
alter table turnup.offered_visit
  add column wanted_by text,
  add column asked_by  text,
  add column sooner    boolean not null default false,
  drop constraint ck_offered_visit_wanted,
  drop constraint ck_offered_visit_asked,
  drop constraint ck_offered_visit_chosen;

-- it was a customer as a rule; whoever it was, the customer is the one to know
update turnup.offered_visit
   set wanted_by = case when wanted_id is not null then case when chosen then 'customer' else 'turnup' end end,
       asked_by = case when asked_id is not null then case when asked_chosen then 'customer' else 'turnup' end end;

alter table turnup.offered_visit
  drop column chosen,
  drop column asked_chosen,
  add constraint ck_offered_visit_wanted check (num_nulls(wanted_id, wanted_start, wanted_end, wanted_reference, wanted_by) in (0, 5)),
  add constraint ck_offered_visit_asked check (num_nulls(asked_id, asked_start, asked_end, asked_reference, asked_by) in (0, 5)),
  add constraint ck_offered_visit_by check (wanted_by in ('turnup', 'customer', 'caller', 'dispatch')
                                            and asked_by in ('turnup', 'customer', 'caller', 'dispatch'));

-- A visit may be given up and stand until the workforce system has agreed to another one.
alter table turnup.appointment
  drop constraint ck_appointment_given_up;
