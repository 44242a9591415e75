-- ── plans ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- When the fulfillment of a future-dated order starts; null: at once.
alter table turnup.product_order add column planned_start timestamptz;

-- What is planned for an order, one row for each real change of it. Names no person: it need not be erased.
create table turnup.plan (
  order_id      text        not null,
  version       integer     not null,
  made_at       timestamptz not null,
  why           text        not null,
  projected_end timestamptz,
  document      jsonb       not null,
  constraint pk_plan primary key (order_id, version),
  constraint fk_plan_order foreign key (order_id) references turnup.product_order (id),
  constraint ck_plan_version check (version > 0),
  constraint ck_plan_why check (why in ('planned', 'split', 'capacity-moved', 'replanned'))
);

create function turnup.refuse_change_of_plan() returns trigger language plpgsql as $$
begin
  raise exception 'a plan is never changed, a newer version follows it (% of %)', tg_op, tg_table_name;
end $$;
create trigger tr_plan_append_only before update or delete or truncate on turnup.plan
  for each statement execute function turnup.refuse_change_of_plan();
