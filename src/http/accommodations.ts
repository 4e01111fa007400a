// The public catalogue: what is offered and from which price, for the owner's own web page.

import { createHash } from 'node:crypto';
import Router from '@koa/router';
import type { Catalogue } from '../booking/catalogue.ts';
import { Fault } from '../domain/fault.ts';
import { percentOf, type Centavos } from '../domain/money.ts';
import type { Cabin, Tariff } from '../domain/property.ts';
import { HttpProblem } from './problem.ts';

export type AccommodationsParts = {
  readonly readCatalogue: () => Promise<Catalogue>;
  readonly publicUrl: string;
};

export function createAccommodations({ readCatalogue, publicUrl }: AccommodationsParts): Router {
  const router = new Router();
  router.get('/api/v1/accommodations', async (ctx) => {
    const { property, policy, cabins } = await readCatalogue().catch(whenEmpty);
    const { name, place, location, checkInFrom, checkOutUntil } = property;
    const body = JSON.stringify({
      property: { name, place, location, checkInFrom, checkOutUntil, cancellation: policy.text },
      accommodations: cabins.map((cabin) => shown(cabin, publicUrl)),
    });
    ctx.status = 200;
    ctx.set('Cache-Control', 'public, max-age=300');
    ctx.etag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
    ctx.type = 'application/json; charset=utf-8';
    if (ctx.fresh) ctx.status = 304;
    else ctx.body = body;
  });
  return router;
}

function whenEmpty(error: unknown): never {
  if (error instanceof Fault && error.code === 'catalog.empty')
    throw new HttpProblem(503, 'Nothing is offered yet', 'No property has been imported');
  throw error;
}

function shown(
  { id, name, capacity, summary, description, amenities, photos, tariff }: Cabin,
  publicUrl: string,
) {
  return {
    id,
    name,
    capacity,
    summary,
    description,
    amenities,
    photos: photos.map((photo) => `${publicUrl}/${photo}`),
    petsAllowed: tariff.pet !== null,
    minNights: tariff.minNights,
    // Text: a JSON number would lose the difference between 98000 and 98000.00.
    fromPrice: {
      amount: (lowestNight(tariff) / 100).toFixed(2),
      currency: tariff.currency,
      per: 'night',
    },
  };
}

/** The cheapest night of the year, seasons included. */
function lowestNight(tariff: Tariff): Centavos {
  const base = Math.min(tariff.nightly, tariff.weekend ?? tariff.nightly) as Centavos;
  const seasons = tariff.seasons.map(({ price }) =>
    'percent' in price
      ? percentOf(base, price.percent)
      : (Math.min(price.nightly, price.weekend ?? price.nightly) as Centavos),
  );
  return Math.min(base, ...seasons) as Centavos;
}
