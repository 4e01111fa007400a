-- What MercadoPago keeps of a payment: in our account is what it took in, less its fee.

alter table ledger_postings drop constraint a_known_account;
alter table ledger_postings add constraint a_known_account check (account in
  ('mercadopago', 'fees', 'bank', 'cash', 'guest_credit', 'suspense', 'applied', 'refunds_owed', 'refunded', 'owner_queue',
   'charged_back', 'receivable', 'stays_sold'));
