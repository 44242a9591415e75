-- What two may change at once: whoever read the row before the other's change is refused.
alter table turnup.capacity_reservation add column version integer not null default 0;

-- Nobody reads it: appointments change hands by their state and the exclusion constraint.
alter table turnup.appointment drop column version;
