-- What a guest agreed to, what they asked us to do with what we know of them, and what is left when it is erased.

alter table guests
  -- said BAJA: only what is about a live stay or money is told (src/chat/permission.ts)
  add column opted_out_at timestamptz,
  -- a row of nobody: what may not be erased of a guest hangs on it
  add column erased_at timestamptz,
  drop constraint a_guest_can_be_reached,
  add constraint a_guest_can_be_reached check (phone is not null or bsuid is not null or erased_at is not null),
  add constraint an_erased_guest_is_nobody check (erased_at is null or (phone is null and bsuid is null and profile_name is null));

create table consents (
  id bigint generated always as identity primary key,
  guest_id bigint not null references guests,
  -- notice: was told who processes what; quote: said yes to it and its policy; stay_messages and other_messages: are written to
  what text not null check (what in ('notice', 'quote', 'stay_messages', 'other_messages')),
  given boolean not null,
  -- of the notice, or of the policy
  version integer not null,
  -- as the guest read it
  text text not null,
  quote_id uuid references quotes,
  at timestamptz not null
);
create index consents_of_guest on consents (guest_id, id);

create table privacy_cases (
  id bigint generated always as identity primary key,
  code text not null unique,
  kind text not null check (kind in ('erasure', 'access')),
  guest_id bigint not null references guests,
  asked_by text not null check (asked_by in ('guest', 'owner', 'clock')),
  asked_at timestamptz not null,
  due_on date not null,
  -- in the owner's words, where the owner asked
  reason text,
  done_at timestamptz,
  -- Of an erasure: which row is gone. A backup from before is brought up to date by the two: an id may have been
  -- given again there, an instant of creation has not.
  erased_guest bigint,
  erased_guest_since timestamptz
);
create index privacy_cases_open on privacy_cases (kind, due_on) where done_at is null;
create index privacy_cases_of_guest on privacy_cases (guest_id);

-- Digests of the keys of events that were erased: what Meta delivers again for days is still known as a duplicate.
create table erased_keys (
  digest bytea primary key,
  erased_at timestamptz not null
);

-- The audit log stays append-only but for this: in a transaction that has said so, words become '[erased]'. Who did
-- what, when and about which thing stand; so does every number, and no word comes in that was not there.
create function only_forgets(was jsonb, is_now jsonb) returns boolean language sql immutable as $$
  select case when was is null or is_now is null then was is null and is_now is null else
    jsonb_path_query_array(was, 'strict $.** ? (@.type() == "number")') = jsonb_path_query_array(is_now, 'strict $.** ? (@.type() == "number")')
    and jsonb_array_length(jsonb_path_query_array(was, 'strict $.** ? (@.type() == "string")'))
      = jsonb_array_length(jsonb_path_query_array(is_now, 'strict $.** ? (@.type() == "string")'))
    and jsonb_path_query_array(is_now, 'strict $.** ? (@.type() == "string" && @ != "[erased]")')
      <@ jsonb_path_query_array(was, 'strict $.** ? (@.type() == "string")')
  end
$$;
create or replace function the_audit_log_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if current_setting('posta.erasing', true) = 'yes'
      and (new.id, new.at, new.who, new.what, new.about) = (old.id, old.at, old.who, old.what, old.about)
      and only_forgets(old.before, new.before) and only_forgets(old.after, new.after)
    then return new; end if;
  end if;
  raise exception 'the audit log is append-only' using errcode = 'integrity_constraint_violation', constraint = 'the_audit_log_is_append_only';
end $$;
