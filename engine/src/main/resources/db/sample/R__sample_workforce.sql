-- Technicians for the sandbox: two territories, one of them far away from the server's clock. What is there stays as it is.
insert into turnup.territory (id, name, time_zone)
values ('hamburg', 'Hamburg and around', 'Europe/Berlin'),
       ('new-york', 'New York', 'America/New_York')
    on conflict do nothing;

insert into turnup.territory_postal_prefix (prefix, territory_id)
values ('20', 'hamburg'),
       ('21', 'hamburg'),
       ('22', 'hamburg'),
       ('100', 'new-york'),
       ('101', 'new-york')
    on conflict do nothing;

-- when desks and teams work; dispatch early and on Saturdays, the fallout desk around the clock
insert into turnup.working_calendar (id, name, time_zone, holiday_region)
values ('orderdesk', 'Order desk', 'Europe/Berlin', 'DE'),
       ('planning', 'Capacity planning', 'Europe/Berlin', 'DE'),
       ('dispatch', 'Dispatch', 'Europe/Berlin', 'DE'),
       ('fallout', 'Fallout desk', 'Europe/Berlin', null),
       ('supervisors', 'Supervisors', 'Europe/Berlin', 'DE'),
       ('field-hamburg', 'Technicians, Hamburg', 'Europe/Berlin', 'DE'),
       ('field-hamburg-saturdays', 'Technicians, Hamburg, also on Saturdays', 'Europe/Berlin', 'DE'),
       ('field-new-york', 'Technicians, New York', 'America/New_York', 'US'),
       ('field-new-york-saturdays', 'Technicians, New York, also on Saturdays', 'America/New_York', 'US')
    on conflict do nothing;

insert into turnup.working_calendar_hours (calendar_id, weekday, starts, ends)
select h.calendar_id,
       d.weekday,
       h.starts,
       h.ends
  from (values ('orderdesk', 5, time '08:00', time '18:00'),
               ('planning', 5, time '08:00', time '16:30'),
               ('dispatch', 6, time '06:30', time '19:00'),
               ('fallout', 7, time '06:00', time '22:00'),
               ('fallout', 7, time '22:00', time '06:00'),
               ('supervisors', 5, time '08:00', time '18:00')) as h (calendar_id, days, starts, ends)
 cross join lateral generate_series(1, h.days) as d (weekday)
    on conflict do nothing;

insert into turnup.working_calendar_hours (calendar_id, weekday, starts, ends)
select c.id,
       d.weekday,
       h.starts,
       h.ends
  from turnup.working_calendar c
 cross join generate_series(1, 5) as d (weekday)
 cross join (values (time '08:00', time '12:00'), (time '12:30', time '16:30')) as h (starts, ends)
 where c.id in ('field-hamburg', 'field-hamburg-saturdays', 'field-new-york', 'field-new-york-saturdays')
    on conflict do nothing;

insert into turnup.working_calendar_hours (calendar_id, weekday, starts, ends)
values ('field-hamburg-saturdays', 6, '09:00', '13:00'),
       ('field-new-york-saturdays', 6, '09:00', '13:00')
    on conflict do nothing;

insert into turnup.public_holiday (region, day, name)
select h.region,
       make_date(y.year, h.month, h.day),
       h.name
  from (values ('DE', 1, 1, 'New Year'),
               ('DE', 5, 1, 'Labour Day'),
               ('DE', 10, 3, 'German Unity Day'),
               ('DE', 12, 25, 'Christmas Day'),
               ('DE', 12, 26, 'Second Day of Christmas'),
               ('US', 1, 1, 'New Year'),
               ('US', 7, 4, 'Independence Day'),
               ('US', 12, 25, 'Christmas Day')) as h (region, month, day, name)
 cross join generate_series(2026, 2030) as y (year)
    on conflict do nothing;

insert into turnup.technician (id, name, territory_id, calendar_id)
values ('anna', 'Anna Petersen', 'hamburg', 'field-hamburg'),
       ('ben', 'Ben Okafor', 'hamburg', 'field-hamburg-saturdays'),
       ('carla', 'Carla Lindt', 'hamburg', 'field-hamburg'),
       ('dimitri', 'Dimitri Nowak', 'hamburg', 'field-hamburg'),
       ('erin', 'Erin Walsh', 'new-york', 'field-new-york-saturdays'),
       ('frank', 'Frank Diaz', 'new-york', 'field-new-york')
    on conflict do nothing;

insert into turnup.technician_skill (technician_id, skill)
values ('anna', 'fibre'),
       ('ben', 'fibre'),
       ('carla', 'fibre'),
       ('carla', 'copper'),
       ('dimitri', 'copper'),
       ('erin', 'fibre'),
       ('frank', 'fibre')
    on conflict do nothing;
