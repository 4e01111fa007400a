// A price line by line, and why there is none.

import type { ExchangeSnapshot, QuoteLine, QuoteRefusal } from '../../../src/domain/quote.ts';
import type { Format } from '../format.ts';

export function describe(line: QuoteLine, f: Format): string {
  switch (line.kind) {
    case 'nights':
      return `${f.count(line.count, 'night')}${line.weekend ? ' de finde' : ''}${line.season ? ` (${line.season})` : ''} × ${f.money(line.unit)}`;
    case 'extraPeople':
      return `${f.count(line.people, 'person')} más × ${f.count(line.count, 'night')}`;
    case 'lengthDiscount':
      return `Descuento por estadía larga (${line.percent} %)`;
    case 'promo':
      return `Código ${line.code} (${line.percent} %)`;
    case 'cleaning':
      return 'Limpieza';
    case 'pets':
      return f.count(line.count, 'pet');
  }
}

export function exchangeRate(exchange: ExchangeSnapshot, f: Format): string {
  return `Cotización: ${f.money(exchange.rate)} por dólar (${exchange.source === 'own' ? 'la del alojamiento' : exchange.source}, ${f.moment(exchange.at)}).`;
}

export function refused(refusal: QuoteRefusal, f: Format): string {
  switch (refusal.kind) {
    case 'tooManyPeople':
      return `entran hasta ${refusal.capacity} personas`;
    case 'noPets':
      return 'no se aceptan mascotas';
    case 'tooShort':
      return `mínimo ${f.count(refusal.minNights, 'night')}${refusal.season ? ` en ${refusal.season}` : ''}`;
    case 'tooLong':
      return `máximo ${f.count(refusal.maxNights, 'night')}`;
    case 'arrivalDay':
      return `se entra solo ${refusal.days.map((day) => f.weekday(day)).join(' o ')}`;
    case 'noExchangeRate':
      return 'hoy no tengo la cotización para pasarte el precio';
  }
}
