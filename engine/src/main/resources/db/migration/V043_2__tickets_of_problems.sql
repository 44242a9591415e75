-- A ticket that is opened anew opens another problem.
drop index turnup.uq_problem_ticket;
create unique index uq_problem_ticket on turnup.problem (ticket) where ticket is not null and state <> 'closed';
-- Who resolved the ticket need not be told that; whoever must is, until it has been heard.
alter table turnup.problem
  add column ticket_ended boolean not null default false,
  add column tell_ticket_at timestamptz,
  add column tell_ticket_tries integer not null default 0;
create index ix_problem_tell_ticket on turnup.problem (tell_ticket_at) where tell_ticket_at is not null;
