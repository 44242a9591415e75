-- What billing charges once.
create table sandbox.charge (
  id        text  not null,
  document  jsonb not null,
  constraint pk_charge primary key (id)
);
