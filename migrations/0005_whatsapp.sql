-- What WhatsApp asks of a sender: the 24-hour window, its rates, its pauses.

alter table guests
  -- when Meta last said that the window is closed; it opens again when the guest writes
  add column window_refused_at timestamptz,
  -- pair rate: the messages sent so far have used up the time until then
  add column paced_until timestamptz;

alter table messages
  -- the template that it left as; null: as it was written
  add column template text,
  -- what Meta charged for it: service, utility, marketing …
  add column price_category text,
  -- the message that Meta took and then failed on, which this one says again
  add column repeats bigint references messages constraint repeated_once unique;

-- A row while nothing may leave the number: every process reads it with each guest that it claims.
create table number_pause (
  one boolean primary key default true constraint one_number check (one),
  -- the error of the Graph API, as whatsapp.190
  cause text not null,
  since timestamptz not null,
  -- when one message is tried, by whoever takes the row first
  probe_at timestamptz not null,
  probes integer not null default 0
);
