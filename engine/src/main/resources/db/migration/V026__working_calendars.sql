-- When desks and teams work. What a calendar is: docs/decisions/028-one-calendar-for-all-work.md.
create table turnup.working_calendar (
  id              text    not null,
  name            text    not null,
  time_zone       text    not null,
  holiday_region  text,
  version         integer not null default 0,
  constraint pk_working_calendar primary key (id),
  constraint ck_working_calendar_id check (id ~ '^[a-z0-9][a-z0-9-]{0,59}$')
);
-- what ends before it starts ends on the next day
create table turnup.working_calendar_hours (
  calendar_id  text     not null,
  weekday      smallint not null,
  starts       time     not null,
  ends         time     not null,
  constraint pk_working_calendar_hours primary key (calendar_id, weekday, starts),
  constraint fk_working_calendar_hours_calendar foreign key (calendar_id) references turnup.working_calendar (id) on delete cascade,
  constraint ck_working_calendar_hours_weekday check (weekday between 1 and 7),
  constraint ck_working_calendar_hours_length check (starts <> ends),
  constraint ex_working_calendar_hours exclude using gist (
    calendar_id with =,
    weekday with =,
    int4range(extract(epoch from starts)::integer,
              extract(epoch from ends)::integer + case when ends < starts then 86400 else 0 end) with &&)
);
-- a day that is not as others of its weekday: closed, or open from one time until another
create table turnup.working_calendar_exception (
  calendar_id  text not null,
  day          date not null,
  name         text not null,
  starts       time,
  ends         time,
  constraint pk_working_calendar_exception primary key (calendar_id, day),
  constraint fk_working_calendar_exception_calendar foreign key (calendar_id) references turnup.working_calendar (id) on delete cascade,
  constraint ck_working_calendar_exception_hours check ((starts is null) = (ends is null)),
  constraint ck_working_calendar_exception_length check (starts <> ends)
);
create table turnup.public_holiday (
  region  text not null,
  day     date not null,
  name    text not null,
  constraint pk_public_holiday primary key (region, day)
);
