-- A decision that one person has taken and another may allow: to cancel these components for this fallout, once. What they say about it is in the timeline and in notes, where it can be erased.
create table turnup.approval (
  id             uuid        not null,
  order_id       text        not null,
  decision       text        not null,
  fallout_id     uuid        not null,
  component_ids  uuid[]      not null,
  requested_by   text        not null,
  requested_at   timestamptz not null,
  decided_by     text,
  decided_at     timestamptz,
  approved       boolean,
  carried_out_at timestamptz,
  constraint pk_approval primary key (id),
  constraint fk_approval_order foreign key (order_id) references turnup.product_order (id),
  constraint fk_approval_fallout foreign key (fallout_id) references turnup.fallout (id),
  constraint ck_approval_second_person check (decided_by <> requested_by),
  constraint ck_approval_decided check (num_nulls(decided_by, decided_at, approved) in (0, 3)),
  constraint ck_approval_carried_out check (carried_out_at is null or approved is true)
);

-- What people wrote beside a task in Tasklist goes with the rest.
alter function turnup.erase_personal_data(text[]) rename to erase_order_and_installed_data;
create function turnup.erase_personal_data(orders text[]) returns integer language plpgsql as $$
begin
  delete from act_hi_comment c
   using act_hi_procinst h,
         turnup.product_order o
   where c.root_proc_inst_id_ = h.id_
     and h.business_key_ = o.id
     and o.id = any (orders)
     and o.completed_at is not null;
  return turnup.erase_order_and_installed_data(orders);
end $$;
