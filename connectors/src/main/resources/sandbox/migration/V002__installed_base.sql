-- What customers have, and what it is made of: known to later orders, by ids of their own.

-- A service that was changed for another component than the one that it came into being for is
-- known by that one, too.
create table sandbox.known_as (
    system    text not null,
    component text not null,
    resource  text not null,
    constraint pk_known_as primary key (system, component, resource)
);

-- inventory

create table sandbox.inventory_product (
    id       text  not null,
    document jsonb not null,
    constraint pk_inventory_product primary key (id)
);

create table sandbox.product_service (
    product text not null,
    service text not null,
    constraint pk_product_service primary key (product, service),
    constraint fk_product_service_product foreign key (product) references sandbox.inventory_product (id),
    constraint fk_product_service_service foreign key (service) references sandbox.inventory_service (id)
);
create index ix_product_service_service on sandbox.product_service (service);

-- billing

-- the product that is billed, by the id that everybody knows it by
alter table sandbox.product add column sold_as text;
create index ix_product_sold_as on sandbox.product (sold_as);

-- Whoever is not here pays.
create table sandbox.credit (
    customer text not null,
    code     text not null,
    reason   text not null,
    constraint pk_credit primary key (customer)
);
