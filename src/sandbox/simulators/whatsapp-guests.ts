// The phones of the guests: who they are, what was said, with its ticks.
import { createHash } from 'node:crypto';
import type { JsonObject } from './json.ts';

export type Tick = 'sent' | 'delivered' | 'read' | 'failed';
export type Entry = {
  id: string;
  at: number;
  from: 'guest' | 'business' | 'owner';
  message: JsonObject;
  tick: Tick;
  /** Why it failed, in Meta's words. */
  failure?: string;
};
export type Guest = {
  waId: string;
  userId: string;
  name: string;
  entries: Entry[];
  lastSpokeAt: number | null;
  /** The business shows "typing…" until this moment. */
  typingUntil: number;
};

const ranks: Record<Tick, number> = { sent: 0, delivered: 1, read: 2, failed: 3 };

/** Argentine mobiles are written with and without the 9; WhatsApp knows them with it. */
export function waIdOf(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  const argentine = /^549?(\d{10})$/.exec(digits);
  return argentine === null ? digits : `549${argentine[1]}`;
}

export function createGuests(remembered: readonly Guest[]) {
  const byWaId = new Map(remembered.map((guest) => [guest.waId, guest]));
  const byWamid = new Map(
    remembered.flatMap((guest) =>
      guest.entries.map((entry) => [entry.id, { guest, entry }] as const),
    ),
  );

  function find(recipient: string): Guest | undefined {
    return (
      byWaId.get(waIdOf(recipient)) ??
      [...byWaId.values()].find((guest) => guest.userId === recipient)
    );
  }

  return {
    find,
    entry: (id: string) => byWamid.get(id),
    add(guest: Guest, entry: Entry): void {
      guest.entries.push(entry);
      byWamid.set(entry.id, { guest, entry });
    },
    all: () => [...byWaId.values()],
    meet(phone: string, name: string): Guest {
      const waId = waIdOf(phone);
      const known = byWaId.get(waId);
      if (known !== undefined) return known;
      const digest = createHash('sha256').update(waId).digest();
      const userId = `AR.${digest.readBigUInt64BE().toString().padStart(20, '1')}`;
      const guest: Guest = { waId, userId, name, entries: [], lastSpokeAt: null, typingUntil: 0 };
      byWaId.set(waId, guest);
      return guest;
    },
    forget: (waId: string) => byWaId.delete(waId),
    /** Ticks only go forward. */
    tick(item: Entry, tick: Tick): void {
      if (ranks[tick] > ranks[item.tick]) item.tick = tick;
    },
  };
}

export type Guests = ReturnType<typeof createGuests>;
