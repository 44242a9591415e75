-- What a decision says besides is approved with it: with which reference, by what instead. Approvals of before have none.
alter table turnup.approval add column how_digest bytea;
