// How a message to an owner is put together: WhatsApp's limits hold by construction.

import type { Centavos } from '../../src/domain/money.ts';
import { ownerChoiceId } from '../owner-choices.ts';
import type { PriceNow } from '../owner-shown.ts';
import type { Order } from '../owner-talk.ts';
import { esAr } from './es-ar.ts';
import { createFormat, type Format } from './format.ts';
import { MOST, type Button, type OutMessage, type Row } from './message.ts';
import { shorten } from './shorten.ts';

export type Pen = ReturnType<typeof createPen>;

export function createPen(timeZone: string) {
  const f = createFormat(esAr.conventions, timeZone);

  const text = (body: string): OutMessage => ({ kind: 'text', body: shorten(body, MOST.text) });
  /** `end` is what must be read, however long the rest. */
  const buttons = (body: string, list: readonly Button[], end = ''): OutMessage =>
    list.length === 0
      ? text(body)
      : {
          kind: 'buttons',
          body: `${shorten(body, MOST.body - end.length)}${end}`,
          buttons: list.slice(0, 3),
        };
  const orders = (order: Order, title: string): Button => ({
    id: ownerChoiceId({ do: 'order', order }),
    title: shorten(title, MOST.title),
  });
  const list = (body: string, button: string, rows: readonly Row[]): OutMessage => ({
    kind: 'list',
    body: shorten(body, MOST.text),
    button,
    rows: rows.slice(0, MOST.rows).map(({ id, title, description }) => ({
      id,
      title: shorten(title, MOST.rowTitle),
      ...(description !== undefined && { description: shorten(description, MOST.description) }),
    })),
  });
  return { f, text, buttons, list, orders };
}

export function pesos(amount: Centavos, currency: 'ARS' | 'USD', f: Format): string {
  return currency === 'ARS' ? f.money(amount) : f.money(amount).replace('$', 'US$');
}

export function priceLine({ cabinName, now: [low, high], currency }: PriceNow, f: Format): string {
  const now = pesos(low, currency, f);
  return `• ${cabinName}: ${low === high ? now : `${now} a ${pesos(high, currency, f)}`}`;
}
