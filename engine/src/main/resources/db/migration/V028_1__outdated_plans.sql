-- Something of the order was given up since its plan was drawn: whoever asks for the plan next has it drawn anew.
alter table turnup.product_order add column plan_outdated boolean not null default false;
