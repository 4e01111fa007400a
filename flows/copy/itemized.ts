import type { QuoteLine } from '../../src/domain/quote.ts';
import type { QuoteShown } from '../events.ts';
import type { Format } from './format.ts';

/** A price line by line, as every language writes it. */
export function itemized(
  { cabinName, quote }: QuoteShown,
  describe: (line: QuoteLine, f: Format) => string,
  f: Format,
): readonly string[] {
  return [
    `*${cabinName}*`,
    f.stay(quote.stay),
    `${f.nights(quote.stay)} · ${f.party(quote.party, quote.pets)}`,
    '',
    ...quote.lines.map((line) => `${describe(line, f)}: ${f.money(line.amount)}`),
    `*Total: ${f.money(quote.total)}*`,
  ];
}
