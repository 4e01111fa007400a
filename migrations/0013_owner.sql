-- Owners who write by WhatsApp: their own machine takes their turns.

alter table turns add column machine text not null default 'conversation' check (machine in ('conversation', 'owner'));
