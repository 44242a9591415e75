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

-- What people wrote or put beside a task in Tasklist goes with the rest, and so does what forms show of work that outlives its order. Whoever
-- writes something of an order locks its row first, so it is either there by then or refused.
alter function turnup.erase_personal_data(text[]) rename to erase_order_and_installed_data;
create function turnup.erase_personal_data(orders text[]) returns integer language plpgsql as $$
declare
  erased constant text[] := array(
    select o.id
      from turnup.product_order o
     where o.id = any (orders)
       and o.completed_at is not null
  order by o.id
       for no key update);
  instances constant text[] := array(
    select h.id_
      from act_hi_procinst h
     where h.business_key_ = any (erased));
begin
  with gone as (
    delete from act_hi_attachment a
     where a.root_proc_inst_id_ = any (instances)
 returning a.content_id_)
  delete from act_ge_bytearray b
   using gone
   where b.id_ = gone.content_id_;
  update act_ru_variable v
     set text_ = 'erased'
    from act_ru_execution e
   where e.id_ = v.proc_inst_id_
     and e.root_proc_inst_id_ = any (instances)
     and v.name_ in ('shownCustomer', 'shownAddress', 'shownProduct', 'shownSituation', 'shownOptions', 'approvalSituation',
           'approvalRemark', 'falloutReason')
     and v.text_ is not null;
  delete from act_hi_comment c
   where c.root_proc_inst_id_ = any (instances);
  return turnup.erase_order_and_installed_data(orders);
end $$;
