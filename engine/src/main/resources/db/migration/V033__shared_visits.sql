-- Appointments of one journey are of one technician at one site, one directly after the other. Empty where there are no others.
alter table turnup.appointment add column journey_id uuid;
create index ix_appointment_shared on turnup.appointment (journey_id) where journey_id is not null;
create index ix_delivery_to_visit on turnup.delivery (site_id) where state in ('planned', 'started');

-- As before; but on a journey nobody travels from one to the next, and nobody holds the time of somebody who is absent. Whoever keeps an
-- absence locks the technician: a time that is held at the same moment is seen by one of the two.
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
  if new.state <> 'held' then
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
       and a.state in ('held', 'booked', 'done')
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
                and a.state in ('held', 'booked', 'done')
                and a.period && tstzrange(lower(new.period) - interval '12 hours', upper(new.period) + interval '12 hours')
                and tstzrange(lower(a.period) - t.travel, upper(a.period) + t.travel) && new.period) then
    raise sqlstate 'TU001';
  end if;
  return new;
exception
  when sqlstate 'TU001' then
    return null;
end $$;
