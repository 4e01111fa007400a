-- A guest, everything that was said to us about them, and everything we say back.

create table guests (
  id bigint generated always as identity primary key,
  -- canonical E.164 digits (Argentine mobiles as 549…); null while only a user id is known
  phone text unique,
  bsuid text unique,
  profile_name text,
  language text not null default 'es' check (language in ('es', 'pt', 'en')),
  -- turns taken; the session in Redis carries the same number or is stale
  rev integer not null default 0,
  -- when the guest next wants a hand: events to read or messages to send
  wake_at timestamptz,
  -- one process at a time holds a guest; the token fences a holder that slept past its lease
  lease_until timestamptz,
  lease_token uuid,
  -- turns in a row that failed; after a few the events are set aside and a person is told
  failures integer not null default 0,
  last_inbound_at timestamptz,
  created_at timestamptz not null,
  constraint a_guest_can_be_reached check (phone is not null or bsuid is not null)
);
create index guests_awake on guests (wake_at) where wake_at is not null;

-- The one door: a row for everything that can move a conversation.
create table guest_events (
  id bigint generated always as identity primary key,
  guest_id bigint not null references guests,
  key text not null constraint one_event_per_key unique,
  body jsonb not null,
  sent_at timestamptz not null,
  received_at timestamptz not null,
  -- the turn that took it; null while it waits
  rev integer
);
create index guest_events_waiting on guest_events (guest_id, sent_at, id) where rev is null;
create index guest_events_taken on guest_events (guest_id, rev);

-- The journal: the machine events of each turn, in order; folding them rebuilds a session.
create table turns (
  guest_id bigint not null references guests,
  rev integer not null,
  machine_version integer not null,
  events jsonb not null,
  state text not null,
  taken_at timestamptz not null,
  primary key (guest_id, rev)
);

create table messages (
  id bigint generated always as identity primary key,
  guest_id bigint not null references guests,
  rev integer not null,
  payload jsonb not null,
  status text not null default 'queued'
    check (status in ('queued', 'sent', 'delivered', 'read', 'failed', 'dropped')),
  wamid text unique,
  attempts integer not null default 0,
  not_before timestamptz,
  error jsonb,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index messages_queued on messages (guest_id, id) where status = 'queued';
create index messages_of_guest on messages (guest_id, id);
