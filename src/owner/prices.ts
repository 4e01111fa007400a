// An owner's new price: which nights of which cabins, what they cost now and then. The tariff changes by the
// same use case as in the admin API; quotes that were made and stays that were sold keep their price.

import type { Order } from '../../flows/owner-talk.ts';
import { readCatalogue } from '../adapters/catalog.ts';
import { pricesNow, withPrice } from '../domain/tariff-change.ts';
import type { Stay } from '../domain/stay.ts';
import type { CabinsFound } from './cabins.ts';
import type { Office } from './office.ts';
import { audit, say, undo, type Plan, type Scene } from './plan.ts';

export function createPrices({
  office,
  cabinsOf,
}: {
  office: Pick<Office, 'changeCabin'>;
  cabinsOf: CabinsFound;
}) {
  return async function price(scene: Scene, order: Extract<Order, { do: 'price' }>): Promise<Plan> {
    const { db, today } = scene;
    const found = await cabinsOf(db, order.cabins, 'all');
    if (found.kind !== 'found') return found.plan;
    const { cabins } = found;
    const { stay, weekends, amount } = order;
    if (stay && stay.checkOut <= today) return say({ key: 'cannot', why: { kind: 'past' } });
    const { weekendNights } = (await readCatalogue(db)).property;
    const changes = cabins.map(({ name: cabinName, tariff }) => {
      const now = pricesNow(tariff, { stay, weekends }, weekendNights);
      return { cabinName, now, currency: tariff.currency };
    });
    if (amount === null) return { kind: 'lacking', saying: { key: 'amountOf', prices: changes } };
    const asked = { stay, weekends, amount, name: nameOf(stay) };
    return {
      kind: 'ask',
      // prices may have been changed elsewhere since they were shown
      facts: JSON.stringify([amount, cabins.map(({ id, tariff }) => [id, tariff])]),
      proposed: { do: 'price', stay, weekends, to: amount, changes },
      async act() {
        for (const { id, tariff: before } of cabins) {
          const tariff = withPrice(before, asked, weekendNights);
          const changed = await office.changeCabin(db, id, { tariff }, scene.now);
          if (!changed) return undo({ key: 'changed' });
          await audit(scene, {
            what: 'replaceTariff',
            about: `accommodation:${id}`,
            before: { tariff: before },
            after: { tariff },
          });
        }
        return say({ key: 'done', done: { do: 'price', cabins: cabins.map(({ name }) => name) } });
      },
    };
  };
}

/** A guest reads it in the quote, in whichever language. */
function nameOf(stay: Stay | null): string {
  if (!stay) return '';
  const [, month = '', day = ''] = stay.checkIn.split('-').map(Number);
  const [, toMonth = '', toDay = ''] = stay.checkOut.split('-').map(Number);
  return `${day}/${month} – ${toDay}/${toMonth}`;
}
