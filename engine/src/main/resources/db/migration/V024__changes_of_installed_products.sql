-- ── changes of what is installed ─────────────────────────────────────────────────────────────────────────────────────
-- How much a service took before the order, of what it takes capacity of; the component says how much it is to take.
alter table turnup.component
  add column installed_units integer,
  add constraint ck_component_installed_units check (installed_units is null or (installed_units >= 0 and action <> 'add'));
