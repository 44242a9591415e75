-- ── events for subscribers; the timeline is their outbox ────────────────────────────────────────────────────────────
-- What an entry is to subscribers, if anything: an event type of TMF622, and the state of what it is about.
alter table turnup.order_event
  add column event_type text,
  add column event_state text;
create index ix_order_event_published on turnup.order_event (sequence) where event_type is not null;

-- Up to which number every entry is committed, or never will be. The candidate becomes that as soon as all transactions
-- older than its own have ended.
create table turnup.event_horizon (
  only_row       boolean not null default true,
  sequence       bigint  not null,
  candidate      bigint,
  candidate_xid  xid8,
  constraint pk_event_horizon primary key (only_row),
  constraint ck_event_horizon_only_row check (only_row),
  constraint ck_event_horizon_candidate check ((candidate is null) = (candidate_xid is null))
);
insert into turnup.event_horizon (sequence)
select case when q.is_called then q.last_value else q.last_value - 1 end
  from turnup.order_event_sequence q;

create table turnup.subscription (
  id             uuid        not null,
  owner          text        not null,
  -- whose orders it hears of; null for all
  only_of        text,
  callback       text        not null,
  query          text        not null,
  event_types    text[]      not null,
  states         text[]      not null,
  sealed_secret  bytea,
  -- entries beyond the horizon that were there when it was made
  already        bigint[]    not null,
  created_at     timestamptz not null,
  constraint pk_subscription primary key (id)
);
create unique index uq_subscription_equal on turnup.subscription (owner, md5(callback || ' ' || query));

-- numbers of claims; none comes twice, also where a cursor is gone and there again
create sequence turnup.event_claim;

-- What of an order a subscriber is still to be told; a row is there only while there is something.
create table turnup.event_cursor (
  subscription_id  uuid        not null,
  order_id         text        not null,
  position         bigint      not null,
  upto             bigint      not null,
  -- null: given up until somebody resumes it
  next_try_at      timestamptz,
  attempts         integer     not null default 0,
  failing_since    timestamptz,
  failure          text,
  claim            bigint      not null default 0,
  claimed_until    timestamptz,
  constraint pk_event_cursor primary key (subscription_id, order_id),
  constraint fk_event_cursor_subscription foreign key (subscription_id) references turnup.subscription (id)
    on delete cascade,
  constraint fk_event_cursor_order foreign key (order_id) references turnup.product_order (id),
  constraint ck_event_cursor_position check (position < upto)
);
create index ix_event_cursor_due on turnup.event_cursor (subscription_id, next_try_at) where next_try_at is not null;
create index ix_event_cursor_claimed on turnup.event_cursor (subscription_id) where claimed_until is not null;
