-- Whether the workforce system was, or may have been, told of the appointment, and not that it is off.
alter table turnup.appointment
  add column dispatched boolean not null default false;
update turnup.appointment
   set dispatched = true
 where state in ('booked', 'done', 'missed');
