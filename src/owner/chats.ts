// The guests' chats from an owner's: taken over, given back, answered.

import type { Order } from '../../flows/owner-talk.ts';
import { readChat } from '../adapters/admin/conversations.ts';
import { listReservations } from '../adapters/admin/reservations.ts';
import { guestsNamed } from '../adapters/owners.ts';
import type { Office } from './office.ts';
import { audit, say, undo, type Plan, type Scene } from './plan.ts';

type Guest = { readonly id: number; readonly name: string };
type GuestFound =
  | { readonly kind: 'found'; readonly guest: Guest }
  | { readonly kind: 'no'; readonly plan: Plan };

const nameOf = (one: { id: number; name: string | null; phone: string | null }) =>
  one.name ?? one.phone ?? `huésped ${one.id}`;

async function guestOf({ db }: Scene, id: number): Promise<GuestFound> {
  const chat = await readChat(db, id);
  if (!chat) return { kind: 'no', plan: say({ key: 'stale' }) };
  return { kind: 'found', guest: { id, name: nameOf({ ...chat, name: chat.profileName }) } };
}

async function guestNamed(
  scene: Scene,
  who: string,
  order: 'takeChat' | 'giveChat' | 'reply',
): Promise<GuestFound> {
  const { db } = scene;
  if (who.startsWith('PO-')) {
    const [row] = await listReservations(db, { find: who, limit: 1 });
    if (row) return guestOf(scene, row.guestId);
  }
  const found = who.length < 2 ? [] : await guestsNamed(db, who);
  const [only] = found;
  if (!only) return { kind: 'no', plan: say({ key: 'notFound', who, what: 'guest' }) };
  if (found.length === 1) return { kind: 'found', guest: { id: only.id, name: nameOf(only) } };
  const guests = found.map((one) => ({ id: one.id, name: nameOf(one) }));
  return { kind: 'no', plan: say({ key: 'whichGuest', guests, order }) };
}

export function createChats(office: Pick<Office, 'own' | 'answerGuest'>) {
  function owning(scene: Scene, guest: Guest, what: 'tookOver' | 'handedBack'): Plan {
    const { db, by, now } = scene;
    const { id: guestId, name } = guest;
    return {
      kind: 'act',
      async act() {
        await office.own(db, { guestId, what, by, now });
        const operation = what === 'tookOver' ? 'takeOver' : 'handBack';
        await audit(scene, { what: operation, about: `guest:${guestId}`, after: { what } });
        const done =
          what === 'tookOver'
            ? ({ do: 'takeChat', name, guestId } as const)
            : ({ do: 'giveChat', name } as const);
        return { ...say({ key: 'done', done }), chat: guestId };
      },
    };
  }

  function writeTo(scene: Scene, guest: Guest, text: string): Promise<Plan> {
    return readChat(scene.db, guest.id).then((chat): Plan => {
      const { db, by, now } = scene;
      const { id: guestId, name } = guest;
      const isOpen = chat?.writableUntil !== null && (chat?.writableUntil ?? now) > now;
      return {
        kind: 'ask',
        facts: JSON.stringify([guestId, text]),
        proposed: { do: 'writeTo', name, text, as: isOpen ? 'text' : 'template' },
        async act() {
          const answered = await office.answerGuest(db, { guestId, text, by, now });
          if (!answered) return undo({ key: 'stale' });
          const after = { message: answered.id };
          await audit(scene, { what: 'answerGuest', about: `guest:${guestId}`, after });
          const done = { do: 'writeTo', name, guestId } as const;
          return { ...say({ key: 'done', done }), chat: guestId };
        },
      };
    });
  }

  type OfChat = Extract<
    Order,
    { do: 'pause' | 'resume' | 'answer' | 'reply' | 'writeTo' | 'takeChat' | 'giveChat' }
  >;

  /** `last`: the chat that was spoken of, for "seguir". */
  return async function chat(scene: Scene, order: OfChat, last: number | null): Promise<Plan> {
    switch (order.do) {
      case 'takeChat':
      case 'giveChat': {
        const found = await guestOf(scene, order.guestId);
        const what = order.do === 'takeChat' ? 'tookOver' : 'handedBack';
        return found.kind === 'no' ? found.plan : owning(scene, found.guest, what);
      }
      case 'pause':
      case 'resume': {
        const isPause = order.do === 'pause';
        if (order.who === '' && last === null)
          return say({ key: 'cannot', why: { kind: 'noChat' } });
        const found =
          order.who === '' && last !== null
            ? await guestOf(scene, last)
            : await guestNamed(scene, order.who, isPause ? 'takeChat' : 'giveChat');
        const what = isPause ? 'tookOver' : 'handedBack';
        return found.kind === 'no' ? found.plan : owning(scene, found.guest, what);
      }
      case 'reply': {
        const found = await guestOf(scene, order.guestId);
        return found.kind === 'no' ? found.plan : { kind: 'guest', guest: found.guest };
      }
      case 'answer': {
        const found = await guestNamed(scene, order.who, 'reply');
        if (found.kind === 'no') return found.plan;
        return order.text === ''
          ? { kind: 'guest', guest: found.guest }
          : writeTo(scene, found.guest, order.text);
      }
      case 'writeTo': {
        const found = await guestOf(scene, order.guestId);
        return found.kind === 'no' ? found.plan : writeTo(scene, found.guest, order.text);
      }
    }
  };
}
