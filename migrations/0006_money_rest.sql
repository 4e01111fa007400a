-- The balance of a stay, bank transfers, cash, withdrawals, chargebacks: the rest of the money.

-- What a confirmed stay costs is receivable while it stands; what is applied pays it off.
alter table ledger_postings drop constraint ledger_postings_account_check;
alter table ledger_postings add constraint a_known_account check (account in
  ('mercadopago', 'bank', 'cash', 'guest_credit', 'suspense', 'applied', 'refunds_owed', 'refunded', 'owner_queue', 'charged_back',
   'receivable', 'stays_sold'));

-- Whoever changes a stay, by chat or by hand: the ledger follows in the same transaction.
create sequence receivable_changes;
create function a_confirmed_stay_is_receivable() returns trigger language plpgsql as $$
declare
  difference bigint;
  entry bigint;
begin
  select case when new.status in ('confirmed', 'completed') then coalesce(new.total, 0) else 0 end - coalesce(sum(p.amount), 0)
    into difference
    from ledger_entries e join ledger_postings p on p.entry_id = e.id
    where e.reservation_id = new.id and p.account = 'receivable';
  if difference <> 0 then
    insert into ledger_entries (key, reservation_id, at)
      values ('reservation:' || new.id || ':receivable:' || nextval('receivable_changes'), new.id,
        coalesce(new.ended_at, new.confirmed_at, new.created_at))
      returning id into entry;
    insert into ledger_postings (entry_id, account, amount) values (entry, 'receivable', difference), (entry, 'stays_sold', -difference);
  end if;
  return null;
end $$;
create trigger a_sold_stay_is_receivable after insert on reservations
  for each row when (new.kind = 'stay' and new.status = 'confirmed') execute function a_confirmed_stay_is_receivable();
create trigger a_changed_stay_is_receivable after update of status, total on reservations
  for each row when (new.kind = 'stay' and (old.status, old.total) is distinct from (new.status, new.total))
  execute function a_confirmed_stay_is_receivable();

-- The link for the balance: made when it is asked for, and again when it has run out.
alter table reservations
  add column balance_token text unique,
  add column balance_preference_id text,
  add column balance_checkout_url text,
  add column balance_until timestamptz,
  -- the guest was reminded of it before check-in
  add column reminded_at timestamptz;

-- A transfer that is expected: told apart on the bank's statement by its centavos.
create table transfers (
  id bigint generated always as identity primary key,
  reservation_id bigint not null references reservations constraint one_transfer_per_reservation unique,
  amount bigint not null check (amount > 0),
  status text not null default 'expected' check (status in ('expected', 'claimed', 'approved', 'refused')),
  asked_at timestamptz not null,
  -- what the guest sent as a receipt, as WhatsApp names it
  receipt jsonb,
  claimed_at timestamptz,
  decided_at timestamptz,
  decided_by text
);
create unique index one_open_transfer_per_amount on transfers (amount) where status in ('expected', 'claimed');

-- The right of withdrawal (Disp. 954/2025): a case code from the moment in which it is asked for.
create table withdrawals (
  id bigint generated always as identity primary key,
  code text not null unique,
  reservation_id bigint not null references reservations constraint one_withdrawal_per_reservation unique,
  -- open: asked, not confirmed by the guest yet
  status text not null check (status in ('open', 'granted', 'kept', 'outside')),
  asked_at timestamptz not null,
  decided_at timestamptz
);

-- MercadoPago's case about a payment, as it was read last.
create table chargebacks (
  -- above 2^53
  id text primary key,
  payment_id text not null,
  amount bigint not null,
  reason text,
  documentation_status text,
  -- until when MercadoPago takes documents
  deadline timestamptz,
  read_at timestamptz not null
);
create index chargebacks_of_payment on chargebacks (payment_id);
