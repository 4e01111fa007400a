-- Owners who write by WhatsApp: their own machine takes their turns, and what waits for a decision is told to them.

alter table turns add column machine text not null default 'conversation' check (machine in ('conversation', 'owner'));

-- OWNER_PHONES as the process that started last read it; canonical digits.
create table owners (
  phone text primary key,
  -- when a template last said that something waits, because the window was closed
  templated_at timestamptz
);

-- A question of the queue and an owner who has to hear of it.
create table owner_alerts (
  decision_id bigint not null references decisions on delete cascade,
  phone text not null,
  told_at timestamptz,
  primary key (decision_id, phone)
);
create index owner_alerts_untold on owner_alerts (phone, decision_id) where told_at is null;

-- Whoever asks or decides, by whatever way: the owners' chats hear of it in the same transaction. Only inserts:
-- a lock on an owner's row would make every question wait for that owner's turn. Their lane looks for what came.
create function owners_hear_of_decisions() returns trigger language plpgsql as $$
begin
  if new.decided_at is null and (tg_op = 'INSERT' or old.decided_at is not null) then
    -- a chat that the owner took over is no question; what did not reach an owner cannot be told to that owner
    if new.kind = 'handoff' and new.detail ->> 'why' = 'ownerSpoke' then return null; end if;
    if new.kind = 'undelivered' and exists (select from guests g join owners o using (phone) where g.id = new.guest_id) then return null; end if;
    insert into owner_alerts (decision_id, phone) select new.id, phone from owners
      on conflict (decision_id, phone) do update set told_at = null;
    insert into guest_events (guest_id, key, body, sent_at, received_at)
      select g.id, concat_ws(':', 'alert', new.id, g.id, case when tg_op = 'UPDATE' then extract(epoch from old.decided_at) end),
        '{"kind": "fact", "event": {"type": "alerts.due"}}', new.created_at, new.created_at
      from guests g join owners o using (phone)
      on conflict on constraint one_event_per_key do nothing;
  elsif tg_op = 'UPDATE' and old.decided_at is null and new.decided_at is not null and new.decided_by <> 'clock' then
    insert into guest_events (guest_id, key, body, sent_at, received_at)
      select g.id, concat_ws(':', 'decided', new.id, g.id, extract(epoch from new.decided_at)),
        jsonb_build_object('kind', 'fact', 'event', jsonb_build_object('type', 'decision.closed', 'decisionId', new.id)), new.decided_at, new.decided_at
      from guests g join owner_alerts a using (phone)
      where a.decision_id = new.id and a.told_at is not null and new.decided_by <> 'whatsapp:' || g.phone
      on conflict on constraint one_event_per_key do nothing;
  end if;
  return null;
end $$;
create trigger owners_hear_of_decisions after insert or update of decided_at on decisions
  for each row execute function owners_hear_of_decisions();
