-- Turnup's own tables. Ids of orders are their numbers; other ids are UUIDv7; times are UTC; states are text with a check.
create schema turnup;
create extension if not exists btree_gist;

create sequence turnup.order_number start with 1001;
-- one for all orders: a counter per order would make the parallel parts of an order wait for one another
create sequence turnup.order_event_sequence;

-- ── orders ──────────────────────────────────────────────────────────────────────────────────────────────────────────
create table turnup.product_order (
  id                    text        not null,
  caller                text        not null,
  idempotency_key       text,
  content_hash          text        not null,
  external_id           text,
  state                 text        not null,
  customer_id           text        not null,
  customer_name         text        not null,
  customer_tier         text        not null,
  customer_email        text,
  customer_webhook      text,
  order_date            timestamptz not null,
  requested_start       timestamptz,
  requested_completion  timestamptz,
  promised_date         date,
  completed_at          timestamptz,
  decision_versions     jsonb       not null default '{}',
  version               integer     not null default 0,
  constraint pk_product_order primary key (id),
  constraint uq_product_order_key unique (caller, idempotency_key),
  constraint ck_product_order_id check (id ~ '^PO-[1-9][0-9]*$'),
  constraint ck_product_order_state check (state in ('acknowledged', 'rejected', 'pending', 'held', 'inProgress',
    'assessingCancellation', 'pendingCancellation', 'cancelled', 'completed', 'failed', 'partial')),
  constraint ck_product_order_completed check (
    (completed_at is not null) = (state in ('rejected', 'cancelled', 'completed', 'failed', 'partial')))
);
create index ix_product_order_open on turnup.product_order (id)
  where state not in ('rejected', 'cancelled', 'completed', 'failed', 'partial');
create index ix_product_order_date on turnup.product_order (order_date desc, id);
create index ix_product_order_state on turnup.product_order (state, order_date desc, id);
create index ix_product_order_caller on turnup.product_order (caller, order_date desc, id);
create index ix_product_order_customer on turnup.product_order (customer_id, order_date desc);
create index ix_product_order_customer_name on turnup.product_order (lower(customer_name) text_pattern_ops);

create table turnup.order_document (
  order_id  text        not null,
  revision  integer     not null,
  document  jsonb       not null,
  at        timestamptz not null,
  constraint pk_order_document primary key (order_id, revision),
  constraint fk_order_document_order foreign key (order_id) references turnup.product_order (id)
);

create table turnup.order_item (
  order_id             text    not null,
  id                   text    not null,
  position             integer not null,
  parent_id            text,
  action               text    not null,
  offering             text,
  site_id              text,
  site_address         text,
  site_postal_code     text,
  delivery_preference  text,
  characteristics      jsonb   not null default '{}',
  relies_on            text[]  not null,
  state                text    not null,
  acceptance_date      date,
  constraint pk_order_item primary key (order_id, id),
  constraint uq_order_item_position unique (order_id, position),
  constraint fk_order_item_order foreign key (order_id) references turnup.product_order (id),
  constraint ck_order_item_action check (action in ('add', 'modify', 'delete', 'noChange')),
  constraint ck_order_item_state check (state in ('acknowledged', 'rejected', 'pending', 'held', 'inProgress',
    'assessingCancellation', 'pendingCancellation', 'cancelled', 'completed', 'failed'))
);

-- ── the timeline, which is the outbox too ───────────────────────────────────────────────────────────────────────────
create table turnup.order_event (
  order_id      text        not null,
  sequence      bigint      not null,
  at            timestamptz not null,
  kind          text        not null,
  actor         text        not null,
  text          text        not null,
  item_id       text,
  component_id  uuid,
  facts         jsonb       not null default '{}',
  constraint pk_order_event primary key (order_id, sequence),
  constraint fk_order_event_order foreign key (order_id) references turnup.product_order (id)
);

create function turnup.refuse_change_of_history() returns trigger language plpgsql as $$
begin
  raise exception 'the timeline of an order is never changed (% of %)', tg_op, tg_table_name;
end $$;
create trigger tr_order_event_append_only before update or delete or truncate on turnup.order_event
  for each statement execute function turnup.refuse_change_of_history();

create table turnup.note (
  id        uuid        not null,
  order_id  text        not null,
  author    text        not null,
  at        timestamptz not null,
  text      text        not null,
  constraint pk_note primary key (id),
  constraint fk_note_order foreign key (order_id) references turnup.product_order (id)
);
create index ix_note_order on turnup.note (order_id, at);

-- What stands in the way of an order that cannot be fulfilled as it is.
create table turnup.order_finding (
  order_id  text    not null,
  position  integer not null,
  code      text    not null,
  item_id   text,
  detail    text    not null,
  constraint pk_order_finding primary key (order_id, position),
  constraint fk_order_finding_order foreign key (order_id) references turnup.product_order (id)
);

-- ── the plan ────────────────────────────────────────────────────────────────────────────────────────────────────────
create table turnup.delivery (
  id          uuid    not null,
  order_id    text    not null,
  number      integer not null,
  site_id     text,
  state       text    not null,
  ready_date  date,
  version     integer not null default 0,
  constraint pk_delivery primary key (id),
  constraint uq_delivery_number unique (order_id, number),
  constraint fk_delivery_order foreign key (order_id) references turnup.product_order (id),
  constraint ck_delivery_state check (state in ('planned', 'started', 'installed', 'delivered', 'cancelled'))
);

create table turnup.component (
  id                    uuid    not null,
  order_id              text    not null,
  item_id               text    not null,
  delivery_id           uuid,
  specification         text    not null,
  kind                  text    not null,
  state                 text    not null,
  site_id               text,
  capacity_resource     text,
  units                 integer not null default 1,
  site_visit            boolean not null,
  skill                 text,
  duration_minutes      integer not null default 0,
  activation_process    text    not null,
  point_of_no_return    text    not null,
  billable              boolean not null,
  characteristics       jsonb   not null default '{}',
  availability          text    not null,
  available_from        date,
  round                 integer not null default 1,
  version               integer not null default 0,
  constraint pk_component primary key (id),
  constraint fk_component_item foreign key (order_id, item_id) references turnup.order_item (order_id, id),
  constraint fk_component_delivery foreign key (delivery_id) references turnup.delivery (id),
  constraint ck_component_kind check (kind in ('CFS', 'RFS', 'resource')),
  constraint ck_component_state check (state in ('planned', 'activated', 'verified', 'active', 'cancelled')),
  constraint ck_component_availability check (
    availability in ('not-needed', 'unchecked', 'available', 'contested', 'none', 'unknown')),
  constraint ck_component_available_from check (
    (availability in ('available', 'contested')) = (available_from is not null)),
  constraint ck_component_point_of_no_return check (point_of_no_return in ('none', 'soft', 'hard')),
  constraint ck_component_units check (units > 0)
);
create index ix_component_order on turnup.component (order_id, item_id);
create index ix_component_delivery on turnup.component (delivery_id);
create index ix_component_capacity on turnup.component (site_id, capacity_resource) where state = 'planned';

create table turnup.component_dependency (
  component_id  uuid not null,
  relies_on_id  uuid not null,
  constraint pk_component_dependency primary key (component_id, relies_on_id),
  constraint fk_component_dependency_component foreign key (component_id) references turnup.component (id),
  constraint fk_component_dependency_relies_on foreign key (relies_on_id) references turnup.component (id),
  constraint ck_component_dependency_self check (component_id <> relies_on_id)
);
create index ix_component_dependency_relies_on on turnup.component_dependency (relies_on_id);

-- What the network and the inventory last said about a component; the order's own word is the component's state.
create table turnup.service_record (
  component_id            uuid        not null,
  network_reference       text,
  network_active          boolean,
  network_active_since    timestamptz,
  network_evidence        text,
  inventory_reference     text,
  inventory_active        boolean,
  inventory_active_since  timestamptz,
  constraint pk_service_record primary key (component_id),
  constraint fk_service_record_component foreign key (component_id) references turnup.component (id)
);

create table turnup.capacity_reservation (
  component_id    uuid        not null,
  number          integer     not null,
  order_id        text        not null,
  reference       text        not null,
  available_from  date        not null,
  expires_at      timestamptz not null,
  state           text        not null,
  constraint pk_capacity_reservation primary key (component_id),
  constraint uq_capacity_reservation_reference unique (reference),
  constraint fk_capacity_reservation_component foreign key (component_id) references turnup.component (id),
  constraint ck_capacity_reservation_state check (state in ('reserved', 'used', 'released', 'lapsed'))
);

-- ── the work of people on site ──────────────────────────────────────────────────────────────────────────────────────
create table turnup.territory (
  id         text not null,
  name       text not null,
  time_zone  text not null,
  constraint pk_territory primary key (id)
);
create table turnup.territory_postal_prefix (
  prefix        text not null,
  territory_id  text not null,
  constraint pk_territory_postal_prefix primary key (prefix),
  constraint fk_territory_postal_prefix_territory foreign key (territory_id) references turnup.territory (id)
);
create table turnup.technician (
  id            text not null,
  name          text not null,
  territory_id  text not null,
  constraint pk_technician primary key (id),
  constraint fk_technician_territory foreign key (territory_id) references turnup.territory (id)
);
create index ix_technician_territory on turnup.technician (territory_id);
create table turnup.technician_skill (
  technician_id  text not null,
  skill          text not null,
  constraint pk_technician_skill primary key (technician_id, skill),
  constraint fk_technician_skill_technician foreign key (technician_id) references turnup.technician (id)
);
create table turnup.working_hours (
  technician_id  text     not null,
  weekday        smallint not null,
  starts         time     not null,
  ends           time     not null,
  constraint pk_working_hours primary key (technician_id, weekday, starts),
  constraint fk_working_hours_technician foreign key (technician_id) references turnup.technician (id),
  constraint ck_working_hours_weekday check (weekday between 1 and 7),
  constraint ck_working_hours_span check (starts < ends)
);
create table turnup.absence (
  technician_id  text not null,
  first_day      date not null,
  last_day       date not null,
  reason         text not null,
  constraint pk_absence primary key (technician_id, first_day),
  constraint fk_absence_technician foreign key (technician_id) references turnup.technician (id),
  constraint ck_absence_span check (first_day <= last_day)
);
create table turnup.appointment (
  id             uuid        not null,
  order_id       text        not null,
  delivery_id    uuid        not null,
  technician_id  text        not null,
  period         tstzrange   not null,
  time_zone      text        not null,
  state          text        not null,
  held_until     timestamptz,
  version        integer     not null default 0,
  constraint pk_appointment primary key (id),
  constraint fk_appointment_delivery foreign key (delivery_id) references turnup.delivery (id),
  constraint fk_appointment_technician foreign key (technician_id) references turnup.technician (id),
  constraint ck_appointment_state check (state in ('held', 'booked', 'done', 'missed', 'released')),
  constraint ck_appointment_held check ((state = 'held') = (held_until is not null)),
  constraint ck_appointment_period check (not isempty(period) and lower(period) is not null and upper(period) is not null),
  constraint ex_appointment_technician exclude using gist (technician_id with =, period with &&)
    where (state in ('held', 'booked', 'done'))
);
create unique index uq_appointment_delivery on turnup.appointment (delivery_id) where state in ('held', 'booked');
create index ix_appointment_delivery on turnup.appointment (delivery_id);
create index ix_appointment_held on turnup.appointment (held_until) where state = 'held';

-- ── outside calls ───────────────────────────────────────────────────────────────────────────────────────────────────
create table turnup.outbound_call (
  key               text        not null,
  topic             text        not null,
  order_id          text        not null,
  subject           text        not null,
  external_task_id  text        not null,
  state             text        not null,
  request           jsonb       not null,
  answer            jsonb,
  attempts          integer     not null default 0,
  failure_code      text,
  failure_message   text,
  prepared_at       timestamptz not null,
  answered_at       timestamptz,
  applied_at        timestamptz,
  constraint pk_outbound_call primary key (key),
  constraint fk_outbound_call_order foreign key (order_id) references turnup.product_order (id),
  constraint ck_outbound_call_state check (state in ('prepared', 'unavailable', 'unknown', 'rejected', 'answered',
    'applied', 'orphaned'))
);
create index ix_outbound_call_order on turnup.outbound_call (order_id, prepared_at);

create table turnup.inbound_message (
  id              uuid        not null,
  system          text        not null,
  message_id      text        not null,
  type            text        not null,
  order_id        text,
  component_id    uuid,
  facts           jsonb       not null,
  received_at     timestamptz not null,
  next_try_at     timestamptz,
  tries           integer     not null default 0,
  correlated_at   timestamptz,
  constraint pk_inbound_message primary key (id),
  constraint uq_inbound_message unique (system, message_id)
);
create index ix_inbound_message_waiting on turnup.inbound_message (next_try_at) where next_try_at is not null;

create table turnup.connector_pause (
  topic      text        not null,
  paused_by  text        not null,
  paused_at  timestamptz not null,
  constraint pk_connector_pause primary key (topic)
);

-- ── the bill ────────────────────────────────────────────────────────────────────────────────────────────────────────
create table turnup.bill_start (
  order_id        text        not null,
  item_id         text        not null,
  component_id    uuid        not null,
  state           text        not null,
  effective_date  date        not null,
  reference       text,
  started_at      timestamptz,
  confirmed_at    timestamptz,
  version         integer     not null default 0,
  constraint pk_bill_start primary key (order_id, item_id),
  constraint uq_bill_start_component unique (component_id),
  constraint fk_bill_start_item foreign key (order_id, item_id) references turnup.order_item (order_id, id),
  constraint fk_bill_start_component foreign key (component_id) references turnup.component (id),
  constraint ck_bill_start_state check (state in ('due', 'started', 'confirmed'))
);

-- ── what goes wrong ─────────────────────────────────────────────────────────────────────────────────────────────────
create table turnup.fallout (
  id             uuid        not null,
  order_id       text        not null,
  component_id   uuid,
  delivery_id    uuid,
  step           text        not null,
  system         text        not null,
  code           text        not null,
  message        text        not null,
  call_key       text,
  state          text        not null,
  queue          text,
  suggestion     text,
  incident_id    text,
  raised_at      timestamptz not null,
  due            timestamptz,
  try_later_at   timestamptz,
  closed_at      timestamptz,
  closed_by      text,
  decision       text,
  reason         text,
  version        integer     not null default 0,
  constraint pk_fallout primary key (id),
  constraint fk_fallout_order foreign key (order_id) references turnup.product_order (id),
  constraint ck_fallout_state check (state in ('raised', 'open', 'waiting', 'closed')),
  constraint ck_fallout_decision check (decision in ('retry', 'changeAndRetry', 'cancelComponent')),
  constraint ck_fallout_closed check ((state = 'closed') = (closed_at is not null))
);
create index ix_fallout_order on turnup.fallout (order_id, raised_at);
create index ix_fallout_due on turnup.fallout (due) where state <> 'closed';

create table turnup.escalation (
  id           uuid        not null,
  order_id     text        not null,
  finding      text        not null,
  explanation  text        not null,
  level        integer     not null default 0,
  group_id     text,
  state        text        not null,
  opened_at    timestamptz not null,
  respond_by   timestamptz,
  closed_at    timestamptz,
  closed_by    text,
  remark       text,
  quiet_until  timestamptz,
  version      integer     not null default 0,
  constraint pk_escalation primary key (id),
  constraint fk_escalation_order foreign key (order_id) references turnup.product_order (id),
  constraint ck_escalation_finding check (finding in ('no-next-event', 'overdue-task', 'overdue-fallout')),
  constraint ck_escalation_state check (state in ('open', 'closed'))
);
create unique index uq_escalation_open on turnup.escalation (order_id) where state = 'open';
create index ix_escalation_order on turnup.escalation (order_id, opened_at);
create index ix_escalation_open on turnup.escalation (id) where state = 'open';

-- ── notices ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- One for each real change of what the customer was told and each way of telling: change 1, 2, 3 … of the same news.
create table turnup.notice (
  id             uuid        not null,
  order_id       text        not null,
  news           text        not null,
  about          text        not null default '',
  change         integer     not null,
  told           text        not null,
  channel        text        not null,
  recipient      text        not null,
  subject        text        not null,
  body           text        not null,
  created_at     timestamptz not null,
  attempts       integer     not null default 0,
  next_try_at    timestamptz,
  claimed_until  timestamptz,
  sent_at        timestamptz,
  failure        text,
  constraint pk_notice primary key (id),
  constraint uq_notice_change unique (order_id, news, about, change, channel),
  constraint fk_notice_order foreign key (order_id) references turnup.product_order (id),
  constraint ck_notice_news check (news in ('promise', 'appointment', 'visit-missed')),
  constraint ck_notice_channel check (channel in ('mail', 'webhook')),
  constraint ck_notice_sent check (sent_at is null or next_try_at is null)
);
create index ix_notice_due on turnup.notice (channel, next_try_at) where next_try_at is not null;

-- One node at a time does what only one should: the row's holder, until the lease ends.
create table turnup.lease (
  name    text        not null,
  holder  text        not null,
  until   timestamptz not null,
  constraint pk_lease primary key (name)
);

-- What kind of installation this database belongs to; written at the first start.
create table turnup.installation (
  only_row  boolean     not null default true,
  sandbox   boolean     not null,
  marked_at timestamptz not null,
  constraint pk_installation primary key (only_row),
  constraint ck_installation_only_row check (only_row)
);
