-- Whether a message was overtaken by a later one that says the same anew.
create index ix_inbound_message_facts on turnup.inbound_message using gin (facts jsonb_path_ops);
