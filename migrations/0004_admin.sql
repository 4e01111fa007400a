-- What the owner does, and the traces that it leaves.

-- Who did what to which thing; written in the transaction of the change.
create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  who text not null,
  -- the operation's name in the OpenAPI document
  what text not null,
  -- reservation:12, accommodation:coihue, decision:7 …
  about text not null,
  before jsonb,
  after jsonb
);
create index audit_log_about on audit_log (about, id);

create function the_audit_log_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only' using errcode = 'integrity_constraint_violation', constraint = 'the_audit_log_is_append_only';
end $$;
create trigger the_audit_log_is_append_only before update or delete on audit_log
  for each row execute function the_audit_log_is_append_only();
create trigger the_audit_log_is_append_only_as_a_whole before truncate on audit_log
  for each statement execute function the_audit_log_is_append_only();

-- A change that was made, so that asking for it again with the same key answers the same.
create table idempotency_keys (
  who text not null,
  key text not null,
  fingerprint text not null,
  status integer not null,
  answer jsonb,
  created_at timestamptz not null,
  primary key (who, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Tokens that were signed out, until they would have expired anyway.
create table revoked_tokens (
  jti uuid primary key,
  expires_at timestamptz not null
);

-- Null: the bot said it.
alter table messages add column author text;

alter table reservations
  -- who wrote it down by hand; null when the chat or a calendar did
  add column created_by text,
  -- who confirmed it by hand, without a deposit that we can see
  add column confirmed_by text,
  add column checked_in_at timestamptz,
  add column no_show_at timestamptz;
create index reservations_by_check_in on reservations (lower(stay), id);

create table reservation_notes (
  id bigint generated always as identity primary key,
  reservation_id bigint not null references reservations,
  text text not null,
  author text not null,
  at timestamptz not null
);
create index reservation_notes_of on reservation_notes (reservation_id, id);

create index guest_events_of_guest on guest_events (guest_id, id);
