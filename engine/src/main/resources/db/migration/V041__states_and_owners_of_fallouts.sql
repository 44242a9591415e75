alter table turnup.fallout drop constraint ck_fallout_state;
update turnup.fallout set state = 'waiting-to-retry' where state = 'waiting';
alter table turnup.fallout
  add column attempts integer not null default 0,
  add column owner text,
  add constraint ck_fallout_state check (state in ('raised', 'open', 'in-hand', 'waiting-to-retry',
    'waiting-for-problem', 'decided', 'closed')),
  add constraint ck_fallout_owner check (state <> 'in-hand' or owner is not null);

-- who moves a fallout otherwise than its state machine allows has not read it as it is
create function turnup.guard_fallout_state() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) not in (
       ('raised', 'open'), ('raised', 'waiting-to-retry'), ('raised', 'waiting-for-problem'), ('raised', 'closed'),
       ('open', 'in-hand'), ('open', 'waiting-to-retry'), ('open', 'waiting-for-problem'), ('open', 'decided'),
       ('open', 'closed'),
       ('in-hand', 'open'), ('in-hand', 'waiting-for-problem'), ('in-hand', 'decided'), ('in-hand', 'closed'),
       ('waiting-to-retry', 'open'), ('waiting-to-retry', 'waiting-for-problem'), ('waiting-to-retry', 'closed'),
       ('waiting-for-problem', 'open'), ('waiting-for-problem', 'closed'),
       ('decided', 'open'), ('decided', 'closed')) then
    raise exception 'fallout % cannot go from % to %', old.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'ck_fallout_move', table = 'fallout';
  end if;
  return new;
end $$;
create trigger tg_fallout_state before update of state on turnup.fallout
  for each row when (old.state is distinct from new.state) execute function turnup.guard_fallout_state();

create index ix_fallout_state on turnup.fallout (state, raised_at desc, id desc);
create index ix_fallout_owner on turnup.fallout (owner, raised_at desc, id desc) where owner is not null;
create index ix_fallout_system on turnup.fallout (system, raised_at desc, id desc);
