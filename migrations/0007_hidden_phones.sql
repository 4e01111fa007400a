-- The newest message came without a phone: the answer goes to the user id.
alter table guests add column phone_hidden boolean not null default false;
