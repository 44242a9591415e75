-- The same done to many orders, one after the other: what, in whose name, how fast, and how far it is.
create table turnup.bulk_run (
  id                      uuid        not null,
  action                  text        not null,
  parameters              jsonb       not null,
  reason                  text        not null,
  author                  text        not null,
  idempotency_key         text,
  content_hash            text,
  state                   text        not null,
  second_person           boolean     not null,
  canary                  integer     not null,
  per_minute              integer     not null,
  stop_at_percent         integer     not null,
  recheck_after_seconds   bigint      not null,
  recheck_within_seconds  bigint      not null,
  total                   integer     not null default 0,
  acted                   integer     not null default 0,
  checked                 integer     not null default 0,
  failed                  integer     not null default 0,
  created_at              timestamptz not null,
  begun_at                timestamptz,
  begun_by                text,
  ended_at                timestamptz,
  stopped                 text,
  next_turn               timestamptz not null,
  next_at                 timestamptz,
  constraint pk_bulk_run primary key (id),
  constraint uq_bulk_run_key unique (author, idempotency_key),
  constraint ck_bulk_run_state check (state in ('previewing', 'previewed', 'running', 'paused', 'stopped', 'done')),
  constraint ck_bulk_run_ended check ((ended_at is not null) = (state in ('stopped', 'done'))),
  constraint ck_bulk_run_begun check ((begun_at is null) = (begun_by is null)),
  constraint ck_bulk_run_running check (begun_at is not null or state in ('previewing', 'previewed', 'stopped')),
  constraint ck_bulk_run_counts check (failed <= checked and checked <= acted and acted <= total),
  constraint ck_bulk_run_second check (not second_person or begun_by <> author)
);
create index ix_bulk_run_next on turnup.bulk_run (next_at) where next_at is not null;
create index ix_bulk_run_created on turnup.bulk_run (created_at desc, id desc);

create table turnup.bulk_item (
  run_id     uuid    not null,
  order_id   text    not null,
  position   integer not null,
  state      text    not null,
  forecast   text,
  words      text,
  reference  text,
  attempts   integer not null default 0,
  acted_at   timestamptz,
  due        timestamptz,
  known_at   timestamptz,
  constraint pk_bulk_item primary key (run_id, order_id),
  constraint fk_bulk_item_run foreign key (run_id) references turnup.bulk_run (id),
  constraint fk_bulk_item_order foreign key (order_id) references turnup.product_order (id),
  constraint ck_bulk_item_state check (state in ('waiting', 'checking', 'impossible', 'done', 'progressed', 'failed-again',
    'unchanged', 'refused', 'untouched')),
  constraint ck_bulk_item_checking check ((state = 'checking') = (due is not null)),
  constraint ck_bulk_item_known check ((known_at is null) = (state in ('waiting', 'checking', 'impossible', 'untouched')))
);
create index ix_bulk_item_turn on turnup.bulk_item (run_id, state, position);
create index ix_bulk_item_due on turnup.bulk_item (run_id, due) where due is not null;
create index ix_bulk_item_order on turnup.bulk_item (order_id);

-- What people wrote goes with the personal data of the run's orders; of a run that goes on, when it has ended.
create function turnup.erase_words_of_bulk_runs(runs uuid[]) returns void language sql as $$
  update turnup.bulk_run r
     set reason = 'erased',
         parameters = r.parameters - 'text',
         content_hash = 'erased'
   where r.id = any (runs)
     and r.state not in ('running', 'paused');
$$;
create function turnup.erase_ended_bulk_run() returns trigger language plpgsql as $$
begin
  if exists (
     select 1
       from turnup.bulk_item i
       join turnup.product_order o
         on o.id = i.order_id
      where i.run_id = new.id
        and o.content_hash = 'erased') then
    perform turnup.erase_words_of_bulk_runs(array[new.id]);
  end if;
  return null;
end $$;
create trigger tg_bulk_run_ended after update of state on turnup.bulk_run
  for each row when (old.state in ('running', 'paused') and new.state in ('stopped', 'done'))
  execute function turnup.erase_ended_bulk_run();

alter function turnup.erase_personal_data(text[]) rename to erase_all_but_bulk_runs;
create function turnup.erase_personal_data(orders text[]) returns integer language plpgsql as $$
declare
  erased constant text[] := array(
    select o.id
      from turnup.product_order o
     where o.id = any (orders)
       and o.completed_at is not null
  order by o.id
       for no key update);
begin
  update turnup.bulk_item
     set words = 'erased'
   where order_id = any (erased)
     and words is not null;
  perform turnup.erase_words_of_bulk_runs(array(select distinct i.run_id from turnup.bulk_item i where i.order_id = any (erased)));
  return turnup.erase_all_but_bulk_runs(orders);
end $$;
