-- Which of two messages is the newer one: a system that repeats them may send the older one last.
alter table turnup.inbound_message add column said_at timestamptz;
update turnup.inbound_message set said_at = received_at;
alter table turnup.inbound_message alter column said_at set not null;
