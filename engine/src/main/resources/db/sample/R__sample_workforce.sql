-- Technicians for the sandbox: two territories, one of them far away from the server's clock.
insert into turnup.territory (id, name, time_zone)
values ('hamburg', 'Hamburg and around', 'Europe/Berlin'),
       ('new-york', 'New York', 'America/New_York')
    on conflict (id) do update set name = excluded.name, time_zone = excluded.time_zone;

insert into turnup.territory_postal_prefix (prefix, territory_id)
values ('20', 'hamburg'),
       ('21', 'hamburg'),
       ('22', 'hamburg'),
       ('100', 'new-york'),
       ('101', 'new-york')
    on conflict (prefix) do update set territory_id = excluded.territory_id;

insert into turnup.technician (id, name, territory_id)
values ('anna', 'Anna Petersen', 'hamburg'),
       ('ben', 'Ben Okafor', 'hamburg'),
       ('carla', 'Carla Lindt', 'hamburg'),
       ('dimitri', 'Dimitri Nowak', 'hamburg'),
       ('erin', 'Erin Walsh', 'new-york'),
       ('frank', 'Frank Diaz', 'new-york')
    on conflict (id) do update set name = excluded.name, territory_id = excluded.territory_id;

insert into turnup.technician_skill (technician_id, skill)
values ('anna', 'fibre'),
       ('ben', 'fibre'),
       ('carla', 'fibre'),
       ('carla', 'copper'),
       ('dimitri', 'copper'),
       ('erin', 'fibre'),
       ('frank', 'fibre')
    on conflict do nothing;

insert into turnup.working_hours (technician_id, weekday, starts, ends)
select t.id,
       d.weekday,
       h.starts,
       h.ends
  from turnup.technician t
 cross join generate_series(1, 5) as d (weekday)
 cross join (values (time '08:00', time '12:00'), (time '12:30', time '16:30')) as h (starts, ends)
 where t.id in ('anna', 'ben', 'carla', 'dimitri', 'erin', 'frank')
    on conflict do nothing;

-- somebody is there on Saturdays, too
insert into turnup.working_hours (technician_id, weekday, starts, ends)
values ('ben', 6, '09:00', '13:00'),
       ('erin', 6, '09:00', '13:00')
    on conflict do nothing;
