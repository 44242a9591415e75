-- A visit that is moved is another appointment here and the same for whoever made it: all appointments of a visit carry the
-- id of the first. What was given up, and what has ended, is not the visit that comes next.
alter table turnup.appointment
  add column visit_id uuid,
  add column given_up boolean not null default false;
update turnup.appointment set visit_id = id;
alter table turnup.appointment
  alter column visit_id set not null,
  add constraint ck_appointment_given_up check (not given_up or state = 'released');
create index ix_appointment_visit on turnup.appointment (visit_id, id);
create index ix_appointment_order on turnup.appointment (order_id, id);

create function turnup.name_visit() returns trigger language plpgsql as $$
begin
  new.visit_id := coalesce(
    new.visit_id,
    (select case when a.state = 'released' and not a.given_up then a.visit_id end
       from turnup.appointment a
      where a.delivery_id = new.delivery_id
   order by a.id desc
      limit 1),
    new.id);
  return new;
end $$;
create trigger tg_appointment_visit before insert on turnup.appointment
  for each row execute function turnup.name_visit();
