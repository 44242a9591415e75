-- calls that are tried again, the last made first
create index ix_outbound_call_failing on turnup.outbound_call (prepared_at desc, key)
  where state in ('unavailable', 'unknown') and failure_code is not null;
