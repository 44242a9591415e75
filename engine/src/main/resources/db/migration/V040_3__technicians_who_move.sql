-- Whoever works in another territory from now on does not make the visits of the one before.
alter table turnup.appointment
  drop constraint ck_appointment_lost_because,
  add constraint ck_appointment_lost_because check (lost_because in ('absence', 'not-working', 'unskilled', 'elsewhere'));
