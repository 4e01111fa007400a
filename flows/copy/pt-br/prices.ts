// A price line by line, and why there is none.

import type { ExchangeSnapshot, QuoteLine, QuoteRefusal } from '../../../src/domain/quote.ts';
import type { Format } from '../format.ts';

export function describe(line: QuoteLine, f: Format): string {
  switch (line.kind) {
    case 'nights':
      return `${f.count(line.count, 'night')}${line.weekend ? ' de fim de semana' : ''}${line.season ? ` (${line.season})` : ''} × ${f.money(line.unit)}`;
    case 'extraPeople':
      return `${f.count(line.people, 'person')} a mais × ${f.count(line.count, 'night')}`;
    case 'lengthDiscount':
      return `Desconto por estadia longa (${line.percent} %)`;
    case 'promo':
      return `Código ${line.code} (${line.percent} %)`;
    case 'cleaning':
      return 'Limpeza';
    case 'pets':
      return f.count(line.count, 'pet');
  }
}

export function exchangeRate(exchange: ExchangeSnapshot, f: Format): string {
  return `Câmbio: ${f.money(exchange.rate)} por dólar (${exchange.source === 'own' ? 'a da pousada' : exchange.source}, ${f.moment(exchange.at)}).`;
}

export function refused(refusal: QuoteRefusal, f: Format): string {
  switch (refusal.kind) {
    case 'tooManyPeople':
      return `cabem até ${refusal.capacity} pessoas`;
    case 'noPets':
      return 'não aceita pets';
    case 'tooShort':
      return `mínimo ${f.count(refusal.minNights, 'night')}${refusal.season ? ` em ${refusal.season}` : ''}`;
    case 'tooLong':
      return `máximo ${f.count(refusal.maxNights, 'night')}`;
    case 'arrivalDay':
      return `a entrada é só ${refusal.days.map((day) => f.weekday(day)).join(' ou ')}`;
    case 'noExchangeRate':
      return 'hoje não tenho o câmbio para passar o preço';
  }
}
