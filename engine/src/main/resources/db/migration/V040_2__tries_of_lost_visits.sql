-- How often nobody was found for a visit that is lost: it is tried ever more seldom.
alter table turnup.appointment add column lost_tries integer not null default 0;
