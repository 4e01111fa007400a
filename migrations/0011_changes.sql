-- Confirmed stays that their guests change, and guests who wait for nights to be free again.

-- A change that was agreed to and waits for money; one that needs none is done at once and leaves no row here.
create table stay_changes (
  id bigint generated always as identity primary key,
  reservation_id bigint not null references reservations,
  -- what was shown and agreed to
  quote_id uuid not null references quotes,
  -- the stay as it was then: one that was changed since is left alone
  base jsonb not null,
  -- what its link asks for
  amount bigint not null check (amount > 0),
  status text not null default 'held' check (status in ('held', 'done', 'expired', 'dropped')),
  held_until timestamptz not null,
  created_at timestamptz not null,
  ended_at timestamptz
);
create unique index one_open_change_per_stay on stay_changes (reservation_id) where status = 'held';
create index stay_changes_of on stay_changes (reservation_id, id);

-- Nights that are kept from others for a change, as a block that is held.
alter table reservations add column change_id bigint references stay_changes;
create index reservations_of_change on reservations (change_id) where change_id is not null;

alter table refunds drop constraint refunds_reason_check;
alter table refunds add constraint a_known_reason check (reason in
  ('surplus', 'second_payment', 'late', 'cancelled', 'withdrawal', 'owner', 'changed'));

create table waitlist (
  id bigint generated always as identity primary key,
  guest_id bigint not null references guests,
  stay daterange not null,
  party jsonb not null,
  pets integer not null,
  -- null: any that takes them
  cabin_id text references cabins,
  -- offered: theirs first until offer_until; the others are how it ended
  status text not null default 'waiting' check (status in ('waiting', 'offered', 'booked', 'passed', 'left', 'over')),
  offered_cabin text references cabins,
  offer_until timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz
);
create unique index one_place_per_guest_and_stay on waitlist (guest_id, stay) where status in ('waiting', 'offered');
create index waitlist_open on waitlist (id) where status in ('waiting', 'offered');
