-- Payments as MercadoPago tells them, the double-entry ledger, refunds, the owner's queue.

create table payments (
  -- MercadoPago's id
  id text primary key,
  reservation_id bigint references reservations,
  external_reference text,
  status text not null,
  status_detail text,
  amount bigint not null,
  currency text not null,
  refunded bigint not null default 0,
  live_mode boolean not null,
  collector_id text not null,
  -- how the decision table answered last, and when about this telling; null while it has to be decided
  outcome text,
  decided_at timestamptz,
  -- MercadoPago's own clock; an older fact never replaces a newer one
  last_updated timestamptz not null,
  fact jsonb not null,
  seen_at timestamptz not null
);
create index payments_of_reservation on payments (reservation_id);
create index payments_undecided on payments (seen_at) where decided_at is null;

create table ledger_entries (
  id bigint generated always as identity primary key,
  -- the fact that caused it: payment:123:received, payment:123:applied, refund:<id>:done …
  key text not null constraint one_entry_per_fact unique,
  reservation_id bigint references reservations,
  payment_id text references payments,
  at timestamptz not null
);
create index ledger_entries_of_reservation on ledger_entries (reservation_id);
create index ledger_entries_of_payment on ledger_entries (payment_id);

create table ledger_postings (
  entry_id bigint not null references ledger_entries,
  account text not null check (account in
    ('mercadopago', 'guest_credit', 'suspense', 'applied', 'refunds_owed', 'refunded', 'owner_queue', 'charged_back')),
  -- debit positive, credit negative, in centavos of ARS
  amount bigint not null check (amount <> 0),
  primary key (entry_id, account)
);

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only' using errcode = 'integrity_constraint_violation', constraint = 'ledger_is_append_only';
end $$;
create trigger ledger_is_append_only before update or delete on ledger_entries
  for each row execute function ledger_is_append_only();
create trigger ledger_is_append_only before update or delete on ledger_postings
  for each row execute function ledger_is_append_only();
create trigger ledger_is_append_only_as_a_whole before truncate on ledger_entries
  for each statement execute function ledger_is_append_only();
create trigger ledger_is_append_only_as_a_whole before truncate on ledger_postings
  for each statement execute function ledger_is_append_only();

-- Checked at commit, when all postings of an entry are there.
create function an_entry_balances() returns trigger language plpgsql as $$
declare entry bigint;
begin
  if tg_table_name = 'ledger_entries' then entry := new.id; else entry := new.entry_id; end if;
  -- 1 where there is no posting at all
  if (select coalesce(sum(amount), 1) from ledger_postings where entry_id = entry) <> 0 then
    raise exception 'ledger entry % does not balance', entry
      using errcode = 'check_violation', constraint = 'an_entry_balances';
  end if;
  return null;
end $$;
create constraint trigger an_entry_balances after insert on ledger_entries
  deferrable initially deferred for each row execute function an_entry_balances();
create constraint trigger an_entry_balances after insert on ledger_postings
  deferrable initially deferred for each row execute function an_entry_balances();

-- An obligation to give money back; its id is the idempotency key of the request.
create table refunds (
  id uuid primary key,
  payment_id text not null references payments,
  reservation_id bigint references reservations,
  amount bigint not null check (amount > 0),
  reason text not null check (reason in ('surplus', 'second_payment', 'late', 'cancelled', 'withdrawal', 'owner')),
  status text not null default 'owed' check (status in ('owed', 'requested', 'done', 'blocked')),
  -- MercadoPago's id of the refund
  refund_id text,
  attempts integer not null default 0,
  error jsonb,
  created_at timestamptz not null,
  done_at timestamptz,
  constraint one_refund_per_obligation unique (payment_id, reason)
);

-- What a person must decide; closed with who decided what.
create table decisions (
  id bigint generated always as identity primary key,
  key text not null unique,
  kind text not null,
  reservation_id bigint references reservations,
  payment_id text references payments,
  guest_id bigint references guests,
  amount bigint,
  detail jsonb not null default '{}',
  created_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  decision text
);
create index refunds_open on refunds (status) where status <> 'done';
create index decisions_open on decisions (created_at) where decided_at is null;
