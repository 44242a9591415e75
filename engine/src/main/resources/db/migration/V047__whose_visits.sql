-- The workforce system, which kept the time, has said since that nobody comes then.
alter table turnup.appointment
  add column refused boolean not null default false,
  add constraint ck_appointment_refused check (not refused or outside_reference is not null);

-- Whoever does less in a day from now on does not make the last visits of it.
alter table turnup.appointment
  drop constraint ck_appointment_lost_because,
  add constraint ck_appointment_lost_because check (lost_because in ('absence', 'not-working', 'unskilled', 'elsewhere', 'too-many'));

-- What is on nobody's calendar here is looked up by its territory.
create index ix_appointment_outside on turnup.appointment (territory_id, lower(period)) where outside_reference is not null;

-- Which came first. Ids do not tell: a time that is asked for has its id before anything is kept.
alter table turnup.appointment add column made bigint;
update turnup.appointment a
   set made = n.made,
       caller = coalesce(a.caller, n.caller)
  from (select b.id,
               row_number() over (order by b.id) as made,
               o.caller
          from turnup.appointment b
     left join turnup.product_order o
            on o.id = b.order_id) n
 where n.id = a.id;
create sequence turnup.appointment_made owned by turnup.appointment.made;
select setval('turnup.appointment_made', coalesce(max(a.made), 0) + 1) from turnup.appointment a;
alter table turnup.appointment
  alter column made set default nextval('turnup.appointment_made'),
  alter column made set not null;

-- Whose it is stands with it, so that the newest of one login are found without a look at those of all.
create index ix_appointment_caller on turnup.appointment (caller, id) where accompanies is null;

create or replace function turnup.name_visit() returns trigger language plpgsql as $$
begin
  new.visit_id := coalesce(
    new.visit_id,
    (select case when a.state = 'released' and not a.given_up then a.visit_id end
       from turnup.appointment a
      where a.delivery_id = new.delivery_id
        and a.accompanies is null
   order by a.made desc
      limit 1),
    new.id);
  new.caller := coalesce(new.caller, (select o.caller from turnup.product_order o where o.id = new.order_id));
  return new;
end $$;
