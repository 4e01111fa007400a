// What would go wrong: an address that is not seen, or one that names a second recipient.

import { expect, test } from 'vitest';
import { emailIn } from '../../flows/understand/email.ts';

test.each([
  ['ana@example.com', 'ana@example.com'],
  [
    'mi mail es Ana.Perez+cabanas@mail.example.com.ar, gracias',
    'Ana.Perez+cabanas@mail.example.com.ar',
  ],
  ['mandámelo a <ana@example.com>.', 'ana@example.com'],
  ['ana@exmple.com perdón: ana@example.com!', 'ana@example.com'],
  ['¿ana_22@example.com?', 'ana_22@example.com'],
  ['ana@example', null],
  ['@radal en instagram', null],
  ['ana@@example.com', null],
  ['ana..b@example.com', null],
  ['ana@-example.com', null],
  ['ana@127.0.0.1', null],
  ['ana@example.com\r\nBcc: eve', 'ana@example.com'],
  ['somos 4 del 3 al 10', null],
  [`${'a'.repeat(65)}@example.com`, null],
  ['@'.repeat(4_000), null],
])('%j has %j', (text, address) => {
  expect(emailIn(text)).toBe(address);
});
