-- Other calendars of a cabin: what is read from Airbnb, Booking and others, and the address at which they read ours.

alter table cabins
  -- the secret part of the address of the cabin's own calendar; shown to the owner, so kept as it is
  add column calendar_token text not null unique default replace(gen_random_uuid()::text, '-', ''),
  -- when somebody last read it there
  add column calendar_read_at timestamptz;

create table calendar_feeds (
  id bigint generated always as identity primary key,
  cabin_id text not null references cabins,
  -- Airbnb, Booking …
  name text not null,
  -- whoever has it can read the calendar: never logged
  url text not null,
  created_at timestamptz not null,
  etag text,
  last_modified text,
  asked_at timestamptz,
  succeeded_at timestamptz,
  -- since when, and why, it cannot be read; null when it can
  failed_since timestamptz,
  failure text,
  failure_detail text,
  -- when this channel last read our calendar at its own address
  read_ours_at timestamptz,
  constraint one_feed_per_address unique (cabin_id, url)
);

-- The last version of each feed, from which its nights follow.
create table calendar_events (
  feed_id bigint not null references calendar_feeds on delete cascade,
  uid text not null,
  stay daterange not null,
  -- sale: the channel says that somebody booked; window: it says that nobody did; unclear: it says neither
  kind text not null check (kind in ('sale', 'unclear', 'window')),
  -- nights that it only repeats after us: they are not taken a second time
  mirrored datemultirange not null default '{}',
  -- since when nothing of ours stands behind them
  unmirrored_at timestamptz,
  -- what the channel says: CREATED, and the earliest DTSTAMP
  created_at timestamptz,
  stamped_at timestamptz,
  -- when we first read it with these nights, and when we last read the calendar without it
  seen_at timestamptz not null,
  absent_at timestamptz,
  primary key (feed_id, uid)
);

create sequence import_codes;
alter table reservations
  add column feed_id bigint references calendar_feeds on delete set null,
  add column feed_uid text,
  add column import_kind text check (import_kind in ('sale', 'unclear', 'window'));
create index reservations_of_feed on reservations (feed_id) where feed_id is not null;

-- Both sides of each pair that cannot both be had. It is a reading, so it ends when either side goes.
create view calendar_conflicts as
  select f.cabin_id, f.id as feed_id, f.name as feed_name, e.uid, e.kind as event_kind, e.stay as event_stay,
    e.created_at as event_created_at, e.stamped_at, e.seen_at, e.absent_at,
    r.id as reservation_id, r.code, r.kind, r.name, r.status, r.stay, r.created_at, e.stay * r.stay as nights
  from calendar_feeds f
  join calendar_events e on e.feed_id = f.id
  join reservations r on r.cabin_id = f.cabin_id and r.stay && e.stay and r.feed_id is distinct from f.id
    and r.status in ('held', 'settling', 'confirmed', 'completed')
  left join calendar_events other on other.feed_id = r.feed_id and other.uid = r.feed_uid
  where e.kind <> 'window' and not isempty(datemultirange(e.stay * r.stay) - e.mirrored)
    and case r.kind
      when 'stay' then true
      -- the owner wrote down what the channel sold
      when 'block' then e.kind = 'sale' and r.stay <> e.stay
      -- one channel repeats the other, or both sold
      else r.import_kind <> 'window' and other.uid is not null
        and ((e.kind = 'sale' and r.import_kind = 'sale') or other.stay <> e.stay)
    end;

-- Nights that anything but a calendar lets go belong, in the same transaction, to the event that waits for them:
-- between the two nobody could sell them again.
create function freed_nights_go_to_the_calendars() returns trigger language plpgsql as $$
declare
  event record;
  at timestamptz := coalesce(new.ended_at, now());
begin
  for event in
    select f.id, f.name, e.uid, e.kind, e.stay, e.mirrored
    from calendar_events e join calendar_feeds f on f.id = e.feed_id
    where f.cabin_id = old.cabin_id and e.stay && old.stay
    order by case e.kind when 'sale' then 0 when 'unclear' then 1 else 2 end, f.id, lower(e.stay), e.uid
  loop
    insert into reservations (code, kind, cabin_id, stay, status, name, created_at, confirmed_at, feed_id, feed_uid, import_kind)
    select 'IC-' || nextval('import_codes'), 'import', old.cabin_id, piece, 'confirmed', event.name, at, at, event.id, event.uid, event.kind
    from unnest(datemultirange(event.stay * old.stay) - event.mirrored - coalesce((
      select range_agg(r.stay) from reservations r
      where r.cabin_id = old.cabin_id and r.stay && old.stay and r.status in ('held', 'settling', 'confirmed', 'completed')), '{}')) piece
    on conflict on constraint one_stay_per_cabin do nothing;
  end loop;
  return null;
end $$;
create trigger freed_nights_go_to_the_calendars after update of status, stay, cabin_id on reservations
  for each row when (old.kind <> 'import' and old.status in ('held', 'settling', 'confirmed', 'completed')
    and (new.status not in ('held', 'settling', 'confirmed', 'completed') or (old.cabin_id, old.stay) is distinct from (new.cabin_id, new.stay)))
  execute function freed_nights_go_to_the_calendars();
