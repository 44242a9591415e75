-- What customers chose by the link in a notice, once for each thing that they were told. Names no person: it need not be erased.
create table turnup.customer_choice (
  order_id        text        not null,
  news            text        not null,
  about           text        not null,
  change          integer     not null,
  choice          text        not null,
  chosen_at       timestamptz not null,
  cancellation_id uuid,
  constraint pk_customer_choice primary key (order_id, news, about, change),
  constraint fk_customer_choice_order foreign key (order_id) references turnup.product_order (id),
  constraint ck_customer_choice_choice check (choice in ('accept', 'pick', 'deliverReady', 'cancel')),
  constraint ck_customer_choice_cancellation check (choice = 'cancel' or cancellation_id is null)
);

-- Customers are told, too, that a visit could be earlier.
alter table turnup.notice
  drop constraint ck_notice_news,
  add constraint ck_notice_news check (news in ('promise', 'appointment', 'earlier-visit', 'visit-missed'));
