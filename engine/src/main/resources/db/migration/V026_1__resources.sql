-- Territories in a hierarchy, technicians with calendars and what they do in a day at most, absences with times.
alter table turnup.territory
  add column parent_id text,
  add column calendar_id text,
  add column version integer not null default 0,
  add constraint fk_territory_parent foreign key (parent_id) references turnup.territory (id),
  add constraint fk_territory_calendar foreign key (calendar_id) references turnup.working_calendar (id),
  add constraint ck_territory_parent check (parent_id <> id);
create index ix_territory_parent on turnup.territory (parent_id) where parent_id is not null;

-- no territory is above itself, also when two are moved at the same moment
create function turnup.guard_territory() returns trigger language plpgsql as $$
begin
  if new.parent_id is null or tg_op = 'UPDATE' and new.parent_id is not distinct from old.parent_id then
    return new;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('turnup.territory', 0));
  if exists (with recursive above (id) as (
               select new.parent_id
                union
               select t.parent_id
                 from above a
                 join turnup.territory t
                   on t.id = a.id
                where t.parent_id is not null)
             select 1 from above where id = new.id) then
    raise exception 'territory % would be above itself', new.id
      using errcode = 'check_violation', constraint = 'ck_territory_hierarchy', table = 'territory';
  end if;
  return new;
end $$;
create trigger tg_territory_hierarchy before insert or update of parent_id on turnup.territory
  for each row execute function turnup.guard_territory();

alter table turnup.territory_postal_prefix
  drop constraint fk_territory_postal_prefix_territory,
  add constraint fk_territory_postal_prefix_territory foreign key (territory_id) references turnup.territory (id) on delete cascade;
create index ix_territory_postal_prefix_territory on turnup.territory_postal_prefix (territory_id);

-- a territory and those above it, the nearest first
create function turnup.territories_above(territory text) returns table (id text, level integer) stable language sql as $$
  with recursive above (id, level) as (
    select territory,
           0
     union all
    select t.parent_id,
           a.level + 1
      from above a
      join turnup.territory t
        on t.id = a.id
     where t.parent_id is not null
       and a.level < 20)
  select id,
         level
    from above
$$;

create table turnup.skill_group (
  id       text    not null,
  version  integer not null default 0,
  constraint pk_skill_group primary key (id)
);
create table turnup.skill_group_skill (
  group_id  text not null,
  skill     text not null,
  constraint pk_skill_group_skill primary key (group_id, skill),
  constraint fk_skill_group_skill_group foreign key (group_id) references turnup.skill_group (id) on delete cascade
);

alter table turnup.technician
  add column calendar_id text,
  add column most_visits integer,
  add column most_minutes integer,
  add column version integer not null default 0,
  add constraint fk_technician_calendar foreign key (calendar_id) references turnup.working_calendar (id),
  add constraint ck_technician_most_visits check (most_visits between 0 and 100),
  add constraint ck_technician_most_minutes check (most_minutes between 0 and 1440);
-- their own calendar, or that of the nearest territory that has one
create function turnup.calendar_of(technician text) returns text stable language sql as $$
  select coalesce(w.calendar_id,
                  (select t.calendar_id
                     from turnup.territories_above(w.territory_id) a
                     join turnup.territory t
                       on t.id = a.id
                    where t.calendar_id is not null
                 order by a.level
                    limit 1))
    from turnup.technician w
   where w.id = technician
$$;
alter table turnup.technician_skill
  drop constraint fk_technician_skill_technician,
  add constraint fk_technician_skill_technician foreign key (technician_id) references turnup.technician (id) on delete cascade;
create table turnup.technician_skill_group (
  technician_id  text not null,
  group_id       text not null,
  constraint pk_technician_skill_group primary key (technician_id, group_id),
  constraint fk_technician_skill_group_technician foreign key (technician_id) references turnup.technician (id) on delete cascade,
  constraint fk_technician_skill_group_group foreign key (group_id) references turnup.skill_group (id)
);

-- what a technician can do: by themselves, and by the groups they are in
create view turnup.technician_ability as
select technician_id,
       skill
  from turnup.technician_skill
 union
select g.technician_id,
       s.skill
  from turnup.technician_skill_group g
  join turnup.skill_group_skill s
    on s.group_id = g.group_id;

-- whoever had hours of their own has them as a calendar, named after their id; where two ids are alike, told apart
with named as (
       select t.id as technician_id,
              t.name,
              r.time_zone,
              s.slug || case when count(*) over (partition by s.slug) > 1 then '-' || left(md5(t.id), 10) else '' end as id
         from turnup.technician t
         join turnup.territory r
           on r.id = t.territory_id
   cross join lateral (
              select 'of-' || left(trim(both '-' from regexp_replace(lower(t.id), '[^a-z0-9]+', '-', 'g')), 46) as slug) s
        where exists (select 1 from turnup.working_hours h where h.technician_id = t.id)
), made as (
       insert into turnup.working_calendar (id, name, time_zone)
       select id,
              name,
              time_zone
         from named
)
update turnup.technician t
   set calendar_id = n.id
  from named n
 where n.technician_id = t.id;
-- hours and absences could overlap, and are merged
insert into turnup.working_calendar_hours (calendar_id, weekday, starts, ends)
select t.calendar_id,
       h.weekday,
       make_time(lower(h.seconds) / 3600, lower(h.seconds) / 60 % 60, lower(h.seconds) % 60),
       make_time(upper(h.seconds) / 3600, upper(h.seconds) / 60 % 60, upper(h.seconds) % 60)
  from (select technician_id,
               weekday,
               unnest(range_agg(int4range(extract(epoch from starts)::integer, extract(epoch from ends)::integer))) as seconds
          from turnup.working_hours
      group by technician_id,
               weekday) h
  join turnup.technician t
    on t.id = h.technician_id;
drop table turnup.working_hours;

-- local times where the technician works; an absence ends when work begins again
create table turnup.technician_absence (
  id             text      not null,
  technician_id  text      not null,
  starts         timestamp not null,
  ends           timestamp not null,
  reason         text      not null,
  version        integer   not null default 0,
  constraint pk_technician_absence primary key (id),
  constraint fk_technician_absence_technician foreign key (technician_id) references turnup.technician (id) on delete cascade,
  constraint ck_technician_absence_length check (starts < ends),
  constraint ex_technician_absence exclude using gist (technician_id with =, tsrange(starts, ends) with &&)
);
insert into turnup.technician_absence (id, technician_id, starts, ends, reason)
select 'absence-' || row_number() over (order by m.technician_id, m.days),
       m.technician_id,
       lower(m.days),
       upper(m.days),
       (select string_agg(distinct a.reason, ', ')
          from turnup.absence a
         where a.technician_id = m.technician_id
           and a.first_day <@ m.days)
  from (select technician_id,
               unnest(range_agg(daterange(first_day, last_day, '[]'))) as days
          from turnup.absence
      group by technician_id) m;
drop table turnup.absence;

alter table turnup.public_holiday add column version integer not null default 0;

-- from a site to another, either way; between sites of one territory as well
create table turnup.travel_time (
  one      text    not null,
  other    text    not null,
  minutes  integer not null,
  version  integer not null default 0,
  constraint pk_travel_time primary key (one, other),
  constraint fk_travel_time_one foreign key (one) references turnup.territory (id) on delete cascade,
  constraint fk_travel_time_other foreign key (other) references turnup.territory (id) on delete cascade,
  constraint ck_travel_time_order check (one <= other),
  constraint ck_travel_time_minutes check (minutes between 0 and 720)
);
create index ix_travel_time_other on turnup.travel_time (other);

-- Where the visit is; unknown of visits before this. What has ended stays told when a technician has left.
alter table turnup.appointment
  add column territory_id text,
  drop constraint fk_appointment_technician;

create function turnup.travel_between(a text, b text) returns interval stable language sql as $$
  select make_interval(mins => coalesce(max(minutes), 0))
    from turnup.travel_time
   where one = least(a, b)
     and other = greatest(a, b)
$$;

-- A time is held only by a technician who is there and free, who does no more than so much that day, and who gets there
-- from the visit before and away to the next one. What does not fit is left out. Visits of a technician's day are held
-- one after the other; whoever was left out waits for that day no longer, so that nobody waits for two.
create function turnup.guard_appointment() returns trigger language plpgsql as $$
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
create trigger tg_appointment_possible before insert on turnup.appointment
  for each row execute function turnup.guard_appointment();

-- who has visits still to make stays
create function turnup.guard_technician() returns trigger language plpgsql as $$
begin
  if exists (select 1 from turnup.appointment where technician_id = old.id and state in ('held', 'booked')) then
    raise exception 'technician % has visits to make', old.id
      using errcode = 'foreign_key_violation', constraint = 'fk_appointment_technician', table = 'appointment';
  end if;
  return old;
end $$;
create trigger tg_technician_free before delete on turnup.technician
  for each row execute function turnup.guard_technician();
create index ix_appointment_live on turnup.appointment (technician_id) where state in ('held', 'booked');

-- One time zone that is misspelt would keep everybody from planning. What PostgreSQL knows by another spelling, europe/berlin,
-- the application does not know. The setting ends with the function.
create function turnup.guard_time_zone() returns trigger language plpgsql set timezone = 'UTC' as $$
begin
  if set_config('timezone', new.time_zone, true) <> new.time_zone then
    raise exception 'time zone % is written %', new.time_zone, current_setting('timezone')
      using errcode = 'check_violation', constraint = 'ck_time_zone', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger tg_working_calendar_time_zone before insert or update of time_zone on turnup.working_calendar
  for each row execute function turnup.guard_time_zone();
create trigger tg_territory_time_zone before insert or update of time_zone on turnup.territory
  for each row execute function turnup.guard_time_zone();
