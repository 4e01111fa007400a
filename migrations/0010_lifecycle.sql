-- The stay's whole life: what is said before, during and after it, when its guests arrive, and mail.

alter table reservations
  -- when the stay is next looked at for something to say; a row here is a deadline that was not met yet
  add column notice_at timestamptz,
  -- when the guests mean to arrive, by the lodging's clock
  add column expected_arrival text check (expected_arrival ~ '^([01]\d|2[0-3]):[0-5]\d$');
create index reservations_to_notice on reservations (notice_at) where notice_at is not null;

-- Whoever sells a stay or moves its dates, by chat or by hand: it is looked at in the same transaction.
create function a_sold_stay_has_notices() returns trigger language plpgsql as $$
begin
  if new.status = 'confirmed' then new.notice_at := '-infinity';
  elsif new.status in ('cancelled', 'expired') then new.notice_at := null;
  end if;
  return new;
end $$;
create trigger a_sold_stay_has_notices before insert or update of status, stay on reservations
  for each row when (new.kind = 'stay') execute function a_sold_stay_has_notices();
update reservations set notice_at = '-infinity' where kind = 'stay' and status = 'confirmed';

-- What was said of a stay, or why it was not: once for each day that it is about, so that other dates are said anew.
create table stay_notices (
  reservation_id bigint not null references reservations,
  kind text not null check (kind in ('balance', 'arrival', 'instructions', 'noShow', 'leaving', 'review')),
  -- the day of arriving or of leaving
  day date not null,
  outcome text not null,
  at timestamptz not null,
  constraint one_notice_per_stay_and_day primary key (reservation_id, kind, day)
);
insert into stay_notices (reservation_id, kind, day, outcome, at)
  select id, 'balance', lower(stay), 'told', reminded_at from reservations where reminded_at is not null;
alter table reservations drop column reminded_at;

-- Where mail about a guest's stays goes, as they gave it.
alter table guests add column email text constraint a_short_address check (length(email) <= 254);

-- Mail that is owed, written with the fact that it tells; its id is its Message-ID, so that one sent twice is known again.
create table mails (
  id uuid primary key default gen_random_uuid(),
  guest_id bigint not null references guests,
  reservation_id bigint not null references reservations,
  kind text not null check (kind in ('confirmed', 'cancelled', 'refunded')),
  -- which one of its kind: the cabin and the dates of a stay, a refund's id
  about text not null,
  address text not null,
  amount bigint,
  created_at timestamptz not null,
  -- one process at a time sends it
  sending_until timestamptz,
  sent_at timestamptz,
  failed_at timestamptz,
  constraint one_mail_per_fact unique (reservation_id, kind, about, address)
);
create index mails_owed on mails (created_at) where sent_at is null and failed_at is null;

create function a_stay_is_mailed() returns trigger language plpgsql as $$
declare what text;
begin
  if new.status = 'confirmed' then what := 'confirmed';
  elsif new.status = 'cancelled' and tg_op = 'UPDATE' and old.status = 'confirmed' then what := 'cancelled';
  else return null;
  end if;
  insert into mails (guest_id, reservation_id, kind, about, address, created_at)
    select g.id, new.id, what, case what when 'confirmed' then new.cabin_id || ' ' || new.stay else '' end, g.email,
      coalesce(new.ended_at, new.confirmed_at, new.created_at)
    from guests g where g.id = new.guest_id and g.email is not null
    on conflict do nothing;
  return null;
end $$;
create trigger a_stay_is_mailed after insert or update of status, stay, cabin_id on reservations
  for each row when (new.kind = 'stay') execute function a_stay_is_mailed();

create function a_refund_is_mailed() returns trigger language plpgsql as $$
begin
  insert into mails (guest_id, reservation_id, kind, about, address, amount, created_at)
    select g.id, r.id, 'refunded', new.id, g.email, new.amount, coalesce(new.done_at, new.created_at)
    from reservations r join guests g on g.id = r.guest_id where r.id = new.reservation_id and g.email is not null
    on conflict do nothing;
  return null;
end $$;
create trigger a_refund_is_mailed after update of status on refunds
  for each row when (new.status = 'done' and old.status <> 'done') execute function a_refund_is_mailed();
