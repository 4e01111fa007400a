-- What guests send as files: voice notes, which are heard and not kept, and receipts of transfers, which the owner must see.

-- Until when the events behind a voice note wait for its words; null: nobody was asked to hear it.
alter table guest_events add column hear_until timestamptz;

-- The one kind of file that is kept.
create table receipt_files (
  transfer_id bigint primary key references transfers on delete cascade,
  guest_id bigint not null references guests on delete cascade,
  -- as its first bytes say, not as it was announced
  mime_type text not null check (mime_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  bytes bytea not null check (octet_length(bytes) between 1 and 10485760),
  sha256 bytea not null check (octet_length(sha256) = 32),
  kept_at timestamptz not null
);
create index receipt_files_of_guest on receipt_files (guest_id);
comment on table receipt_files is
  'Personal data. To erase a guest''s: set transfers.receipt to null (a job that is still fetching then keeps nothing) and delete by guest_id; rows also go with their transfer or guest.';
