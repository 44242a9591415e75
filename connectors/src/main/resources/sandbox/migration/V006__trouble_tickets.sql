-- Trouble tickets of the network operations centre.
create table sandbox.trouble_ticket (
  id        text  not null,
  document  jsonb not null,
  constraint pk_trouble_ticket primary key (id)
);
