-- The colour of a promise that is in jeopardy, as it is shown; no row: none. It names no person and need not be erased.
create table turnup.jeopardy (
  order_id      text        not null,
  colour        text        not null,
  since         timestamptz not null,
  -- since when it has looked better in every round
  better_since  timestamptz,
  reason        text        not null,
  constraint pk_jeopardy primary key (order_id),
  constraint fk_jeopardy_order foreign key (order_id) references turnup.product_order (id),
  constraint ck_jeopardy_colour check (colour in ('amber', 'red'))
);

-- which promises are over, whatever else is open or ended
create index ix_product_order_promise on turnup.product_order (expected_completion)
  where state not in ('rejected', 'cancelled', 'completed', 'failed', 'partial');
