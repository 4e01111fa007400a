// What would go wrong: a price a thousand times too small, a day of the month or a year taken for money.

import { expect, test } from 'vitest';
import { moneyIn } from '../../flows/understand/money.ts';

const amounts: ReadonlyArray<readonly [text: string, pesos: number]> = [
  ['120 mil', 120_000],
  ['120k', 120_000],
  ['120K', 120_000],
  ['$120.000', 120_000],
  ['120.000', 120_000],
  ['120,000', 120_000],
  ['120000', 120_000],
  ['$ 95.000,50', 95_000.5],
  ['$ 1.234.567,89', 1_234_567.89],
  ['12,5 mil', 12_500],
  ['120 mil 500', 120_500],
  ['120 lucas', 120_000],
  ['veinte lucas', 20_000],
  ['medio palo', 500_000],
  ['un palo', 1_000_000],
  ['un palo y medio', 1_500_000],
  ['2 palos y medio', 2_500_000],
  ['1,5 palos', 1_500_000],
  ['1.5 millones', 1_500_000],
  ['ciento veinte mil', 120_000],
  ['noventa y cinco mil pesos', 95_000],
  ['doscientos cincuenta mil', 250_000],
  ['95 mil por noche', 95_000],
  ['$800', 800],
  ['enero 2027 95000', 95_000],
  ['del 5 al 8 a 95000', 95_000],
  ['del 3/1 al 10/1 100k', 100_000],
  ['precio cabaña 2 finde largo 120000', 120_000],
];
test.each(amounts)('«%s»', (text, pesos) => {
  expect(moneyIn(text)?.amount).toBe(Math.round(pesos * 100));
});

test.each([
  'bloquear cabaña 2 del 5 al 8',
  'para 4 personas, 3 noches',
  'enero de 2027',
  '5492944123456',
  'PO-7K3F9',
  'del 15/1/2027 al 18/1/2027',
  '800',
  '',
])('«%s» is no money', (text) => {
  expect(moneyIn(text)).toBeNull();
});

test('dollars and pesos are told apart, a bare number is neither', () => {
  const currencies = ['u$s 120', 'USD 95', '120 dólares', '$ 120', '120 pesos', '120.000'].map(
    (text) => moneyIn(text)?.currency,
  );
  expect(currencies).toEqual(['USD', 'USD', 'USD', 'ARS', 'ARS', null]);
});

test('the span is where the amount stands, so that the rest can be read without it', () => {
  const text = 'precio de mañana 120 mil para coihue';
  const [from, to] = moneyIn(text)?.span ?? [0, 0];
  expect(text.slice(from, to)).toBe('120 mil');
});
