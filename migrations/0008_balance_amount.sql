-- What the link for the balance asks for: another amount is another link.
alter table reservations add column balance_amount bigint;
