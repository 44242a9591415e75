-- One cause behind many fallouts: what they have in common is their fingerprint or the resource of the network that failed.
create sequence turnup.problem_number start 1001;
create table turnup.problem (
  id            text        not null,
  cause_kind    text        not null,
  cause         text        not null,
  title         text        not null,
  state         text        not null,
  opened_at     timestamptz not null,
  opened_by     text        not null,
  expected_end  timestamptz,
  ticket        text,
  release_run   uuid,
  closed_at     timestamptz,
  closed_by     text,
  version       integer     not null default 0,
  constraint pk_problem primary key (id),
  constraint ck_problem_cause_kind check (cause_kind in ('fingerprint', 'resource')),
  constraint ck_problem_state check (state in ('open', 'releasing', 'stopped', 'closed')),
  constraint ck_problem_closed check ((state = 'closed') = (closed_at is not null))
);
create unique index uq_problem_open on turnup.problem (cause_kind, cause) where state <> 'closed';
create unique index uq_problem_ticket on turnup.problem (ticket) where ticket is not null;
create index ix_problem_opened on turnup.problem (opened_at desc, id desc);

-- Which access node, say, the inventory holds the room on; empty where it does not tell.
alter table turnup.capacity_reservation add column resource text;

alter table turnup.fallout
  add column resource text,
  add column problem_id text,
  add column problem_since timestamptz,
  add column left_problem boolean not null default false,
  add column released_at timestamptz,
  add constraint fk_fallout_problem foreign key (problem_id) references turnup.problem (id),
  add constraint ck_fallout_problem check ((problem_id is null) = (problem_since is null));
create index ix_fallout_problem on turnup.fallout (problem_id, order_id) where problem_id is not null;
create index ix_fallout_resource on turnup.fallout (resource, raised_at desc) where resource is not null;
