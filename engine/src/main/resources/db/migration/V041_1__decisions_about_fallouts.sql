alter table turnup.fallout
  add column undo_minutes integer not null default 0,
  add column answer jsonb,
  add column undo_until timestamptz,
  drop constraint ck_fallout_decision,
  add constraint ck_fallout_decision check (decision in ('retry', 'changeAndRetry', 'skipStep', 'markDone',
    'replaceComponent', 'cancelComponent')),
  add constraint ck_fallout_decided check ((state = 'decided') = (undo_until is not null));
alter table turnup.outbound_call
  drop constraint ck_outbound_call_state,
  add constraint ck_outbound_call_state check (state in ('prepared', 'unavailable', 'unknown', 'rejected', 'answered',
    'applied', 'skipped', 'orphaned'));

-- what people said of it goes with its message
create function turnup.erase_fallout_answer() returns trigger language plpgsql as $$
begin
  new.answer := null;
  return new;
end $$;
create trigger tg_fallout_erased before update of message on turnup.fallout
  for each row when (new.message = 'erased') execute function turnup.erase_fallout_answer();
