-- What is offered, quoted and taken.

create extension if not exists btree_gist;

create table property (
  id integer primary key default 1 constraint one_property check (id = 1),
  profile jsonb not null,
  updated_at timestamptz not null
);

create table cabins (
  id text primary key check (id ~ '^[a-z0-9-]{1,40}$'),
  name text not null,
  position integer not null,
  capacity integer not null check (capacity > 0),
  profile jsonb not null,
  tariff jsonb not null,
  active boolean not null default true,
  updated_at timestamptz not null
);

-- A policy is never edited, only superseded: a quote names the version that the guest saw.
create table policies (
  version integer primary key,
  terms jsonb not null,
  created_at timestamptz not null
);

create table quotes (
  id uuid primary key,
  guest_id bigint not null references guests,
  cabin_id text not null references cabins,
  stay daterange not null,
  party jsonb not null,
  pets integer not null,
  -- lines, exchange snapshot, currency: the object that was shown
  quote jsonb not null,
  total bigint not null check (total > 0),
  deposit bigint not null check (deposit > 0 and deposit <= total),
  policy_version integer not null references policies,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index quotes_of_guest on quotes (guest_id, created_at);

-- Everything that occupies nights: guests' stays, the owner's blocks, imported calendars.
create table reservations (
  id bigint generated always as identity primary key,
  code text not null unique,
  kind text not null default 'stay' check (kind in ('stay', 'block', 'import')),
  cabin_id text not null references cabins,
  stay daterange not null
    constraint a_stay_is_half_open check (lower_inc(stay) and not upper_inc(stay) and not isempty(stay)
      and not lower_inf(stay) and not upper_inf(stay)),
  status text not null
    check (status in ('held', 'settling', 'confirmed', 'completed', 'expired', 'cancelled')),
  guest_id bigint references guests,
  quote_id uuid references quotes,
  name text,
  party jsonb,
  pets integer not null default 0,
  total bigint,
  deposit bigint,
  policy_version integer references policies,
  -- the end of the hold; moved by an extension or a grace
  held_until timestamptz,
  -- 0 or 1: a short payment extends a hold once
  extensions integer not null default 0,
  late boolean not null default false,
  pay_token text unique,
  preference_id text,
  checkout_url text,
  -- first time that the guest followed the payment link
  opened_at timestamptz,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  ended_at timestamptz,
  -- who ended it: a guest who cancels is refunded by the policy, an owner who cancels returns everything
  ended_by text check (ended_by in ('guest', 'owner', 'clock')),
  -- MercadoPago reported a claim or a chargeback: refunds are frozen
  disputed_at timestamptz,
  constraint a_stay_has_a_guest check (kind <> 'stay' or (guest_id is not null and total is not null and deposit is not null)),
  -- promise 1: no two live stays overlap in a cabin
  constraint one_stay_per_cabin exclude using gist (cabin_id with =, stay with &&)
    where (status in ('held', 'settling', 'confirmed', 'completed'))
);
create index reservations_of_guest on reservations (guest_id, id);
create index reservations_held on reservations (held_until) where status in ('held', 'settling');

-- What happened to a reservation, for the owner and for disputes.
create table reservation_events (
  id bigint generated always as identity primary key,
  reservation_id bigint not null references reservations,
  what text not null,
  detail jsonb not null default '{}',
  at timestamptz not null
);
create index reservation_events_of on reservation_events (reservation_id, id);
