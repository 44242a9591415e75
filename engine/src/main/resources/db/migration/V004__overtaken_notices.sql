-- When a newer notice of the same news and channel took its place before it was sent.
alter table turnup.notice
  add column overtaken_at timestamptz,
  add constraint ck_notice_overtaken check (overtaken_at is null or next_try_at is null);
