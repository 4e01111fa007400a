-- What a guest agreed to, what they asked us to do with what we know of them, and what is left when it is erased.

alter table guests
  -- said BAJA: only what is about a live stay or money is told (src/chat/permission.ts)
  add column opted_out_at timestamptz;
