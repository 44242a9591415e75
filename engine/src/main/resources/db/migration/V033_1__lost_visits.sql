-- A visit that its technician cannot make any more, until somebody else is found or another time: why, and when it is tried next.
alter table turnup.appointment
  add column lost_because text,
  add column lost_due timestamptz,
  add constraint ck_appointment_lost check ((lost_because is null) = (lost_due is null)),
  add constraint ck_appointment_lost_because check (lost_because in ('absence', 'not-working', 'unskilled'));
create index ix_appointment_lost on turnup.appointment (lost_due) where lost_due is not null and state in ('held', 'booked');

-- Whoever holds the technician's time at this moment has done so before the absence, or sees it.
create function turnup.guard_absence() returns trigger language plpgsql as $$
begin
  perform 1
     from turnup.technician
    where id = new.technician_id
      for update;
  return new;
end $$;
create trigger tg_technician_absence before insert or update on turnup.technician_absence
  for each row execute function turnup.guard_absence();
