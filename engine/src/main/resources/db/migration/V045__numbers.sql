-- ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- How long people had the work on an order that they have ended, read from the engine's history by and by; unknown where
-- nobody had taken it up.
create table turnup.task_time (
  task_id   text        not null,
  order_id  text        not null,
  ended_at  timestamptz not null,
  seconds   bigint,
  constraint pk_task_time primary key (task_id),
  constraint fk_task_time_order foreign key (order_id) references turnup.product_order (id),
  constraint ck_task_time_seconds check (seconds >= 0)
);
create index ix_task_time_ended on turnup.task_time (ended_at);

-- What was counted last, for all nodes.
create table turnup.kpi_snapshot (
  only_row  boolean     not null default true,
  figures   jsonb       not null,
  taken_at  timestamptz not null,
  constraint pk_kpi_snapshot primary key (only_row),
  constraint ck_kpi_snapshot_only_row check (only_row)
);

-- What somebody had to mend: such an order was not right the first time.
create index ix_order_event_mended on turnup.order_event (order_id)
  where kind in ('fell-out', 'repair-needed', 'capacity-short')
     or kind = 'visit-ended' and facts ->> 'outcome' <> 'done';
create index ix_fallout_closed on turnup.fallout (closed_at) where closed_at is not null;
