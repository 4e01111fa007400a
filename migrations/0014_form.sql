-- The in-chat date form. Its token is the only name that the phone gives to the guest; here is its digest.

create table forms (
  token_hash bytea primary key,
  -- whose it is, their language and what was known when it was sent
  message_id bigint not null references messages on delete cascade,
  expires_at timestamptz not null,
  -- when its answer was taken
  spent_at timestamptz
);
create index forms_of_message on forms (message_id);
