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
