// Nights that an owner keeps and lets go. What is free is kept at once; where somebody has nights of it, it is
// asked whether the rest shall be kept.

import type { Part } from '../../flows/owner-shown.ts';
import type { Order } from '../../flows/owner-talk.ts';
import { occupancies, type Occupancy } from '../adapters/admin/calendar.ts';
import { removeBlock } from '../adapters/admin/desk.ts';
import { gaps } from '../domain/availability.ts';
import { addDays, type Stay } from '../domain/stay.ts';
import { cabinsOf } from './cabins.ts';
import type { Office } from './office.ts';
import { audit, say, undo, type Act, type Plan, type Scene } from './plan.ts';

/** As far as blocks without dates are looked for. */
const AHEAD_DAYS = 730;
const REASON = 'por WhatsApp';

export function createNights({ desk }: Pick<Office, 'desk'>) {
  async function block(
    scene: Scene,
    order: Extract<Order, { do: 'block' | 'unblock' }>,
  ): Promise<Plan> {
    const { db, today } = scene;
    const found = await cabinsOf(db, order.cabins, 'none');
    if (found.kind === 'no') return found.plan;
    const { stay } = order;
    if (!stay)
      return {
        kind: 'lacking',
        saying: { key: 'lacking', what: 'dates', cabins: [] },
      };
    if (stay.checkOut <= today) return say({ key: 'cannot', why: { kind: 'past' } });
    const { cabins } = found;
    const all = await occupancies(db, stay, undefined);
    const pieces = cabins.flatMap(({ id, name }) =>
      gaps(
        stay,
        all.filter(({ cabinId }) => cabinId === id),
      ).map((part) => ({ cabinId: id, cabinName: name, stay: part })),
    );
    const taken = cabins.flatMap(({ id, name }) =>
      all.filter(({ cabinId }) => cabinId === id).map((one) => takenBy(one, name)),
    );
    if (pieces.length === 0) return say({ key: 'cannot', why: { kind: 'taken', taken } });
    const parts = pieces.map(({ cabinName, stay: part }) => ({ cabinName, stay: part }));
    const act: Act = async () => {
      const ids: number[] = [];
      for (const { cabinId, stay: part } of pieces) {
        const { by, now } = scene;
        const asked = { cabinId, stay: part, reason: REASON, by, now };
        const id = await desk.block(db, asked);
        if (id === undefined) return undo({ key: 'changed' });
        ids.push(id);
        await audit(scene, {
          what: 'createBlock',
          about: `block:${id}`,
          after: { cabinId, ...part },
        });
      }
      const blockId = ids.length === 1 ? (ids[0] ?? null) : null;
      return say({ key: 'done', done: { do: 'block', parts, blockId } });
    };
    return taken.length === 0
      ? { kind: 'act', act }
      : { kind: 'ask', facts: JSON.stringify(parts), proposed: { do: 'block', parts, taken }, act };
  }

  /** What of a block lies outside the dates stays kept. */
  async function unblock(
    scene: Scene,
    order: Extract<Order, { do: 'block' | 'unblock' }>,
  ): Promise<Plan> {
    const { db, today } = scene;
    const found = await cabinsOf(db, order.cabins, 'none');
    if (found.kind === 'no') return found.plan;
    const asked = order.stay ?? { checkIn: today, checkOut: addDays(today, AHEAD_DAYS) };
    const names = new Map(found.cabins.map(({ id, name }) => [id, name]));
    const blocks = (await occupancies(db, asked, undefined)).filter(
      ({ kind, cabinId }) => kind === 'block' && names.has(cabinId),
    );
    const partOf = (one: Occupancy): Part => ({
      cabinName: names.get(one.cabinId) ?? '',
      stay: within(one, asked),
    });
    if (blocks.length === 0)
      return say({
        key: 'cannot',
        why: {
          kind: 'noBlock',
          parts: found.cabins.map(({ name }) => ({ cabinName: name, stay: asked })),
        },
      });
    if (!order.stay && blocks.length > 1)
      return {
        kind: 'lacking',
        saying: { key: 'whichBlock', parts: blocks.map(partOf) },
      };
    return {
      kind: 'act',
      async act() {
        for (const one of blocks) await letGo(scene, one, asked);
        return say({ key: 'done', done: { do: 'unblock', parts: blocks.map(partOf) } });
      },
    };
  }

  async function letGo(scene: Scene, one: Occupancy, asked: Stay): Promise<void> {
    const { db, by, now } = scene;
    const before = await removeBlock(db, one.id, { by, now });
    if (!before) return;
    await audit(scene, { what: 'removeBlock', about: `block:${one.id}`, before });
    for (const stay of gaps(one, [within(one, asked)])) {
      const { cabinId, name: reason } = one;
      const id = await desk.block(db, { cabinId, stay, reason, by, now });
      if (id !== undefined)
        await audit(scene, {
          what: 'createBlock',
          about: `block:${id}`,
          after: { cabinId, ...stay },
        });
    }
  }

  /** The button under what was just kept. */
  async function freeBlock(scene: Scene, blockId: number): Promise<Plan> {
    return {
      kind: 'act',
      async act() {
        const { db, by, now } = scene;
        const before = await removeBlock(db, blockId, { by, now });
        if (!before) return say({ key: 'stale' });
        await audit(scene, { what: 'removeBlock', about: `block:${blockId}`, before });
        const found = await cabinsOf(db, { named: [], every: true }, 'all');
        const cabins = found.kind === 'found' ? found.cabins : [];
        const cabinName = cabins.find(({ id }) => id === before.cabinId)?.name ?? before.cabinId;
        const stay = { checkIn: before.checkIn, checkOut: before.checkOut };
        return say({ key: 'done', done: { do: 'unblock', parts: [{ cabinName, stay }] } });
      },
    };
  }

  return { block, unblock, freeBlock };
}

function within(one: Stay, asked: Stay): Stay {
  return {
    checkIn: one.checkIn < asked.checkIn ? asked.checkIn : one.checkIn,
    checkOut: one.checkOut > asked.checkOut ? asked.checkOut : one.checkOut,
  };
}

function takenBy({ checkIn, checkOut, kind, code, name }: Occupancy, cabinName: string) {
  const what = kind === 'stay' ? `${code}${name ? ` (${name})` : ''}` : (name ?? code);
  return { cabinName, stay: { checkIn, checkOut }, what };
}
