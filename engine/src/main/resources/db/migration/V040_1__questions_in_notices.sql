-- Whether a notice asks by a link, and until when, is decided once: sent again it says the same. The link itself is in no table.
alter table turnup.notice
  add column link_decided boolean     not null default false,
  add column link_until   timestamptz,
  add constraint ck_notice_link check (link_decided or link_until is null);
