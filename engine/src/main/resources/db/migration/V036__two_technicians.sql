-- Where a visit takes two, the time of the second one is held beside the first one's, and is free as soon as that is.
alter table turnup.appointment
  add column accompanies uuid,
  add constraint fk_appointment_accompanies foreign key (accompanies) references turnup.appointment (id),
  drop constraint ck_appointment_state,
  add constraint ck_appointment_state check (state in ('held', 'booked', 'done', 'missed', 'released', 'beside')),
  add constraint ck_appointment_beside check (state <> 'beside' or accompanies is not null),
  drop constraint ex_appointment_technician,
  add constraint ex_appointment_technician exclude using gist (technician_id with =, period with &&)
    where (state in ('held', 'booked', 'done', 'beside'));
create unique index uq_appointment_beside on turnup.appointment (accompanies) where state = 'beside';

create function turnup.release_beside() returns trigger language plpgsql as $$
begin
  update turnup.appointment
     set state = 'released'
   where accompanies = new.id
     and state = 'beside';
  return new;
end $$;
create trigger tg_appointment_beside after update of state on turnup.appointment
  for each row when (new.state in ('missed', 'released') and new.accompanies is null) execute function turnup.release_beside();

-- As before; but whoever comes along is taken, too.
create or replace function turnup.guard_appointment() returns trigger language plpgsql as $$
declare
  who     record;
  today   date := (lower(new.period) at time zone new.time_zone)::date;
  visits  integer;
  spent   interval;
begin
  select territory_id, most_visits, most_minutes
    into who
    from turnup.technician
   where id = new.technician_id
     for key share;
  if not found then
    return null;
  end if;
  if new.state not in ('held', 'beside') then
    return new;
  end if;
  if exists (select 1
               from turnup.technician_absence b
               join turnup.territory home
                 on home.id = who.territory_id
              where b.technician_id = new.technician_id
                and b.starts at time zone home.time_zone < upper(new.period)
                and b.ends at time zone home.time_zone > lower(new.period)) then
    return null;
  end if;
  -- only where one visit has to do with another: an overlap is refused without
  if who.most_visits is not null
     or who.most_minutes is not null
     or exists (select 1
                  from turnup.travel_time
                 where coalesce(new.territory_id, who.territory_id) in (one, other)) then
    -- of all days that are as near as the longest way, since a way can lead past midnight
    perform pg_advisory_xact_lock(hashtextextended('visits ' || new.technician_id || ' ' || day, 0))
       from generate_series((extract(epoch from lower(new.period) - interval '13 hours') / 86400)::bigint,
                            (extract(epoch from upper(new.period) + interval '13 hours') / 86400)::bigint) as day;
  end if;
  if who.most_visits is not null or who.most_minutes is not null then
    select count(*),
           coalesce(sum(upper(a.period) - lower(a.period)), interval '0') + (upper(new.period) - lower(new.period))
      into visits,
           spent
      from turnup.appointment a
     where a.technician_id = new.technician_id
       and a.state in ('held', 'booked', 'done', 'beside')
       and a.period && tstzrange(today::timestamp at time zone new.time_zone, (today + 1)::timestamp at time zone new.time_zone)
       and (lower(a.period) at time zone new.time_zone)::date = today;
    if visits + 1 > who.most_visits or spent > make_interval(mins => who.most_minutes) then
      raise sqlstate 'TU001';
    end if;
  end if;
  if exists (select 1
               from turnup.appointment a
         cross join lateral turnup.travel_between(coalesce(a.territory_id, who.territory_id),
                                                  coalesce(new.territory_id, who.territory_id)) as t (travel)
              where a.technician_id = new.technician_id
                and coalesce(a.journey_id, a.id) is distinct from new.journey_id
                and a.state in ('held', 'booked', 'done', 'beside')
                and a.period && tstzrange(lower(new.period) - interval '12 hours', upper(new.period) + interval '12 hours')
                and tstzrange(lower(a.period) - t.travel, upper(a.period) + t.travel) && new.period) then
    raise sqlstate 'TU001';
  end if;
  return new;
exception
  when sqlstate 'TU001' then
    return null;
end $$;

-- As before; who comes along makes no visit another one.
create or replace function turnup.name_visit() returns trigger language plpgsql as $$
begin
  new.visit_id := coalesce(
    new.visit_id,
    (select case when a.state = 'released' and not a.given_up then a.visit_id end
       from turnup.appointment a
      where a.delivery_id = new.delivery_id
        and a.accompanies is null
   order by a.id desc
      limit 1),
    new.id);
  return new;
end $$;

create or replace function turnup.guard_technician() returns trigger language plpgsql as $$
begin
  if exists (select 1
               from turnup.appointment a
          left join turnup.appointment f
                 on f.id = a.accompanies
              where a.technician_id = old.id
                and a.state in ('held', 'booked', 'beside')
                and coalesce(f.state, a.state) in ('held', 'booked')) then
    raise exception 'technician % has visits to make', old.id
      using errcode = 'foreign_key_violation', constraint = 'fk_appointment_technician', table = 'appointment';
  end if;
  return old;
end $$;
