-- Which access node serves the sites whose ids begin so; what nobody has said anything about has none that is known.
create table sandbox.access_node (
  sites  text  not null,
  node   text  not null,
  constraint pk_access_node primary key (sites)
);
alter table sandbox.fault add column node text;
