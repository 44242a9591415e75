-- what fallouts of one cause have in common; those from before have none
alter table turnup.fallout add column fingerprint text not null default '';
create index ix_fallout_raised on turnup.fallout (raised_at desc, id desc);
create index ix_fallout_unsettled on turnup.fallout (raised_at desc, id desc) where state <> 'closed';
create index ix_fallout_fingerprint on turnup.fallout (fingerprint, raised_at desc, id desc);
