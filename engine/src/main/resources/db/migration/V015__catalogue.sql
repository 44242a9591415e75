-- What the tables say of products and components from now on.

alter table turnup.order_item
  add column product_specification  text,
  add column billing_account        text;

alter table turnup.component
  add column action           text    not null default 'add',
  add column lead_time_hours  integer not null default 0,
  add column charging_mode    text,
  add column reversal         text    not null default 'cease',
  add constraint ck_component_action check (action in ('add', 'modify', 'cease', 'none')),
  add constraint ck_component_lead_time check (lead_time_hours >= 0),
  add constraint ck_component_charging_mode check (charging_mode in ('prepaid', 'postpaid'));

-- until now all that was sold was billed at the end of the month
update turnup.component set charging_mode = 'postpaid' where billable;
alter table turnup.component
  add constraint ck_component_billable check (billable = (charging_mode is not null));

-- how far what is relied on must have come
alter table turnup.component_dependency
  add column needs  text not null default 'active',
  add constraint ck_component_dependency_needs check (needs in ('activated', 'verified', 'active'));
