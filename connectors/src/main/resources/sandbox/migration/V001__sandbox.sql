-- The stand-ins' books. Everything that one of them did is here, so that several nodes may ask the
-- same sandbox, and a restart forgets nothing.

-- One row: how far the sandbox's time is ahead, and what the walk that moves it wants of the nodes.
create table sandbox.clock (
    only_row      boolean     not null default true,
    offset_millis bigint      not null default 0,
    walker        uuid,
    walker_beat   timestamptz,
    step          bigint      not null default 0,
    phase         text        not null default 'run',
    constraint pk_clock primary key (only_row),
    constraint ck_clock_only_row check (only_row),
    constraint ck_clock_phase check (phase in ('run', 'hold'))
);
insert into sandbox.clock default values;

-- A node that runs work by this clock, and how far it is with the walk's step.
create table sandbox.clock_node (
    id        uuid        not null,
    seen_at   timestamptz not null,
    step      bigint      not null,
    ready     boolean     not null,
    next_due  timestamptz,
    waits_for text        not null default '',
    constraint pk_clock_node primary key (id)
);

create table sandbox.fault (
    id           bigint generated always as identity,
    system       text        not null,
    operation    text,
    mode         text        not null,
    times        integer,
    times_left   integer,
    delay_millis bigint,
    order_id     text,
    component    text,
    site         text,
    set_at       timestamptz not null,
    constraint pk_fault primary key (id),
    constraint ck_fault_times check (times > 0 and times_left between 0 and times)
);
create index ix_fault_system on sandbox.fault (system);

-- Every request that reached a stand-in, whatever became of it.
create table sandbox.request (
    sequence  bigint generated always as identity,
    at        timestamptz not null,
    system    text        not null,
    operation text        not null,
    key       text,
    order_id  text,
    component text,
    fault     text,
    status    integer,
    constraint pk_request primary key (sequence)
);
create index ix_request_system_order on sandbox.request (system, order_id);

-- One row for each thing that was asked to be done, under its idempotency key: however often it is
-- asked, and by however many nodes at once, it is done once.
create sequence sandbox.effect_sequence;
create table sandbox.effect (
    id             bigint generated always as identity,
    system         text        not null,
    key            text        not null,
    operation      text        not null,
    path           text        not null,
    body           jsonb       not null,
    order_id       text,
    item           text,
    component      text,
    delivery       text,
    specification  text,
    site           text,
    asked_at       timestamptz not null,
    requests       integer     not null default 0,
    effects        integer     not null default 0,
    sequence       bigint,
    done_at        timestamptz,
    effective_date text,
    resource       text,
    status         integer,
    answer         jsonb,
    constraint pk_effect primary key (id),
    constraint uq_effect_key unique (system, key),
    constraint ck_effect_once check (effects in (0, 1)),
    constraint ck_effect_done check ((effects = 1) = (sequence is not null and done_at is not null))
);
create index ix_effect_system_order on sandbox.effect (system, order_id);

-- What a stand-in has to tell Turnup, when, and what became of it.
create table sandbox.callback (
    id           bigint generated always as identity,
    system       text        not null,
    event_id     text        not null,
    event_type   text        not null,
    -- the effect that is still to be done when this is due
    completes    bigint,
    event        jsonb       not null,
    happened_at  timestamptz not null,
    due_at       timestamptz not null,
    -- waits for the next one of its system, and goes after it
    let_pass     boolean     not null default false,
    attempts     integer     not null default 0,
    first_try_at timestamptz,
    try_at       timestamptz,
    settled_at   timestamptz,
    outcome      text,
    constraint pk_callback primary key (id),
    constraint fk_callback_effect foreign key (completes) references sandbox.effect (id)
);
create index ix_callback_open on sandbox.callback (due_at) where settled_at is null;

create sequence sandbox.resource_number;

-- network

create table sandbox.network_service (
    id        text        not null,
    component text        not null,
    order_id  text,
    active    boolean     not null,
    pending   boolean     not null default false,
    since     timestamptz,
    -- the fault that made the network say "active" without being so
    false_by  bigint,
    document  jsonb       not null,
    constraint pk_network_service primary key (id),
    constraint uq_network_service_component unique (component)
);

-- inventory

create table sandbox.capacity (
    site           text    not null,
    resource       text    not null,
    -- null: plenty
    units          bigint,
    -- null: no date at all
    available_from date,
    held           bigint  not null default 0,
    constraint pk_capacity primary key (site, resource),
    constraint ck_capacity_never_oversold check (held >= 0 and (units is null or held <= units))
);

create table sandbox.reservation (
    id         text        not null,
    site       text        not null,
    resource   text        not null,
    units      bigint      not null,
    start_day  date        not null,
    state      text        not null,
    expires_at timestamptz not null,
    order_id   text,
    component  text,
    document   jsonb       not null,
    constraint pk_reservation primary key (id),
    constraint fk_reservation_capacity foreign key (site, resource) references sandbox.capacity (site, resource),
    constraint ck_reservation_units check (units > 0),
    constraint ck_reservation_state check (state in ('reserved', 'used', 'released', 'expired'))
);
create index ix_reservation_expiry on sandbox.reservation (expires_at) where state = 'reserved';

create table sandbox.inventory_service (
    id        text  not null,
    component text,
    order_id  text,
    document  jsonb not null,
    constraint pk_inventory_service primary key (id)
);
create index ix_inventory_service_component on sandbox.inventory_service (component);

-- billing

create table sandbox.account (
    id           text not null,
    customer     text not null,
    payment_mode text not null,
    constraint pk_account primary key (id),
    constraint uq_account_customer unique (customer)
);

create table sandbox.product (
    id        text  not null,
    account   text  not null,
    component text,
    order_id  text,
    document  jsonb not null,
    constraint pk_product primary key (id),
    constraint fk_product_account foreign key (account) references sandbox.account (id)
);
create index ix_product_component on sandbox.product (component);

-- workforce

create table sandbox.visit (
    id          text  not null,
    external_id text  not null,
    order_id    text,
    document    jsonb not null,
    constraint pk_visit primary key (id),
    constraint uq_visit_external_id unique (external_id)
);

-- messaging

create table sandbox.message (
    id        bigint generated always as identity,
    channel   text        not null,
    key       text        not null,
    at        timestamptz not null,
    order_id  text,
    recipient text,
    subject   text,
    body      text        not null,
    constraint pk_message primary key (id),
    constraint uq_message_key unique (channel, key)
);
create index ix_message_order on sandbox.message (order_id);
