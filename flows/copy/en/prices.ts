// A price line by line, and why there is none.

import type { ExchangeSnapshot, QuoteLine, QuoteRefusal } from '../../../src/domain/quote.ts';
import type { Format } from '../format.ts';

export function describe(line: QuoteLine, f: Format): string {
  switch (line.kind) {
    case 'nights':
      return `${f.count(line.count, 'night').replace(' ', line.weekend ? ' weekend ' : ' ')}${line.season ? ` (${line.season})` : ''} × ${f.money(line.unit)}`;
    case 'extraPeople':
      return `${f.count(line.people, 'person')} more × ${f.count(line.count, 'night')}`;
    case 'lengthDiscount':
      return `Long stay discount (${line.percent}%)`;
    case 'promo':
      return `Code ${line.code} (${line.percent}%)`;
    case 'cleaning':
      return 'Cleaning';
    case 'pets':
      return f.count(line.count, 'pet');
  }
}

export function exchangeRate(exchange: ExchangeSnapshot, f: Format): string {
  return `Exchange rate: ${f.money(exchange.rate)} per dollar (${exchange.source === 'own' ? "the lodging's own" : exchange.source}, ${f.moment(exchange.at)}).`;
}

export function refused(refusal: QuoteRefusal, f: Format): string {
  switch (refusal.kind) {
    case 'tooManyPeople':
      return `it takes up to ${refusal.capacity} people`;
    case 'noPets':
      return 'no pets there';
    case 'tooShort':
      return `at least ${f.count(refusal.minNights, 'night')}${refusal.season ? ` in ${refusal.season}` : ''}`;
    case 'tooLong':
      return `at most ${f.count(refusal.maxNights, 'night')}`;
    case 'arrivalDay':
      return `arrivals only on ${refusal.days.map((day) => f.weekday(day)).join(' or ')}`;
    case 'noExchangeRate':
      return "today I don't have the exchange rate for the price";
  }
}
