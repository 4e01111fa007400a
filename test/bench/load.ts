// Guests with phones: they sign their messages as Meta does and wait for the answer.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import {
  contactOf,
  envelope,
  interactiveReply,
  signature,
  wireBytes,
} from '../../src/sandbox/simulators/whatsapp-webhooks.ts';
import { secrets, type Contender, type Talker } from './contender.ts';
import type { Graph, Heard, Reply } from './graph.ts';

export type Sample = {
  /** Things done in a second. */
  readonly rate: number;
  /** Milliseconds of each. */
  readonly times: readonly number[];
  /** Milliseconds of the contender's processor for each. */
  readonly cpuMs: number;
};

type Message =
  | { readonly type: 'text'; readonly text: { readonly body: string } }
  | { readonly type: 'interactive'; readonly interactive: object };

const business = {
  accountId: '102290129340398',
  displayPhoneNumber: '5492944000000',
  phoneNumberId: secrets.whatsappPhoneId,
};
const says = (body: string): Message => ({ type: 'text', text: { body } });
const taps = ({ id, title }: Reply): Message => ({
  type: 'interactive',
  interactive: interactiveReply(id, title, 'button'),
});

let phones = 0;
const newPhone = (): string => `549294${String((phones += 1)).padStart(7, '0')}`;
const guests = (count: number): string[] => Array.from({ length: count }, newPhone);

/** What can be asked of anyone who answers guests. */
export function createTalk(talker: Talker, graph: Graph) {
  const pool = new Pool(talker.url, { connections: 64, pipelining: 1 });

  async function post(from: string, message: Message): Promise<void> {
    const person = { waId: from, name: 'Ana Pérez', userId: `AR.${from}` };
    const dated = {
      from,
      id: `wamid.${randomUUID()}`,
      timestamp: String(Math.floor(Date.now() / 1_000)),
      ...message,
    };
    const body = wireBytes(
      envelope(business, { contacts: [contactOf(person)], messages: [dated] }),
    );
    const headers = {
      'content-type': 'application/json',
      'x-hub-signature-256': signature(body, secrets.whatsappAppSecret),
    };
    const answer = await pool.request({
      method: 'POST',
      path: talker.webhookPath,
      headers,
      body,
    });
    await answer.body.dump();
    if (answer.statusCode !== 200)
      throw new Error(`the ${talker.name} answered ${answer.statusCode}`);
  }

  async function ask(phone: string, message: Message): Promise<Heard> {
    const answer = graph.nextTo(phone);
    await Promise.all([post(phone, message), answer]);
    return answer;
  }

  /** Runs `step` again and again in each lane for a while. */
  async function measure(
    lanes: number,
    step: (lane: number, turn: number) => Promise<void>,
    ms: number,
  ): Promise<Sample> {
    const times: number[] = [];
    const cpu = await talker.cpuSeconds();
    const started = performance.now();
    const walk = async (lane: number) => {
      for (let turn = 0; performance.now() - started < ms; turn++) {
        const from = performance.now();
        await step(lane, turn);
        times.push(performance.now() - from);
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, lane) => walk(lane)));
    const seconds = (performance.now() - started) / 1_000;
    const used = (await talker.cpuSeconds()) - cpu;
    return { rate: times.length / seconds, times, cpuMs: (used * 1_000) / times.length };
  }

  /**
   * 32 guests talk at once: a hello, dates, a cabin, a question; each waits for the answer before the next.
   * After five times another takes the place: nobody hears more than WhatsApp lets one say to a person.
   */
  async function converse(ms: number): Promise<Sample> {
    const stay = stayAt(0);
    const lines = [
      says('hola'),
      says(`del ${stay}, somos 2`),
      taps({ id: 'cabin:coihue', title: 'Coihue' }),
      says('¿tienen wifi?'),
    ];
    const talkers = guests(32);
    const sample = await measure(
      32,
      async (lane, turn) => {
        if (turn > 0 && turn % 20 === 0) talkers[lane] = newPhone();
        await ask(talkers[lane] as string, lines[turn % 4] as Message);
      },
      ms,
    );
    await talker.rest();
    return sample;
  }

  return { post, ask, measure, converse, close: () => pool.close() };
}

export function createLoad(contender: Contender, graph: Graph) {
  const talk = createTalk(contender, graph);
  const { post, ask, measure } = talk;

  /** Acknowledgements as fast as 32 connections take them; the turns behind them are not taken (a long pause). */
  async function acknowledge(ms: number): Promise<Sample> {
    const writers = guests(32 * 8);
    const sample = await measure(
      32,
      (lane, turn) => post(writers[lane * 8 + (turn % 8)] as string, says('hola, ¿cómo va?')),
      ms,
    );
    await contender.db.query('update guest_events set rev = 0 where rev is null');
    await contender.db.query('update guests set wake_at = null');
    return sample;
  }

  /** A message every 12.5 ms, whatever becomes of the ones before; the time is that of the acknowledgement. */
  async function trickle(ms: number): Promise<Sample> {
    const writers = guests(320);
    const times: number[] = [];
    const posts: Promise<void>[] = [];
    const cpu = await contender.cpuSeconds();
    const started = performance.now();
    for (let sent = 0; ; sent++) {
      const due = started + sent * 12.5;
      if (due - started >= ms) break;
      await sleep(Math.max(0, due - performance.now()));
      // From when it was due: a wait in the queue counts.
      posts.push(
        post(writers[sent % 320] as string, says('hola')).then(
          () => void times.push(performance.now() - due),
        ),
      );
    }
    await Promise.all(posts);
    const used = (await contender.cpuSeconds()) - cpu;
    await contender.rest();
    return { rate: (times.length * 1_000) / ms, times, cpuMs: (used * 1_000) / times.length };
  }

  /** Guests with offers in hand take one: quote, yes, name, hold. No two want the same nights. */
  async function book(count: number): Promise<Sample> {
    const cabins = ['arrayan', 'coihue', 'lenga', 'maiten'];
    const bookers = guests(count).map((phone, index) => ({
      phone,
      cabin: cabins[index % 4] as string,
      stay: stayAt(index >> 2),
    }));
    await inLanes(
      bookers,
      async ({ phone, stay }) => void (await ask(phone, says(`del ${stay}, somos 2`))),
    );
    await contender.rest();
    const waiting = [...bookers];
    const one = async () => {
      const { phone, cabin } = waiting.pop()!;
      const quote = await ask(phone, taps({ id: `book:${cabin}`, title: 'Precio y reserva' }));
      const yes = quote.replies.find(({ id }) => id.startsWith('yes:'));
      if (!yes) throw new Error(`no quote from the ${contender.name}: ${quote.text}`);
      await ask(phone, taps(yes));
      const held = await ask(phone, says('Ana Pérez'));
      if (!held.text.startsWith('¡Listo!'))
        throw new Error(`no hold from the ${contender.name}: ${held.text}`);
    };
    const times: number[] = [];
    const cpu = await contender.cpuSeconds();
    const started = performance.now();
    await inLanes(bookers, async () => {
      const from = performance.now();
      await one();
      times.push(performance.now() - from);
    });
    const seconds = (performance.now() - started) / 1_000;
    const used = (await contender.cpuSeconds()) - cpu;
    await contender.rest();
    await contender.db.query(
      `update reservations set status = 'cancelled', ended_at = now(), ended_by = 'clock' where status = 'held'`,
    );
    await contender.db.query('delete from pgboss.job');
    return { rate: count / seconds, times, cpuMs: (used * 1_000) / count };
  }

  return { ...talk, acknowledge, trickle, book };
}

export type Load = ReturnType<typeof createLoad>;

/** Sixteen at a time. */
async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const walk = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: 16 }, walk));
}

/** Two nights, as a guest writes them; each index has nights of its own. */
function stayAt(index: number): string {
  const day = (offset: number) => {
    const [year, month, date] = new Date(Date.now() + (30 + 2 * index + offset) * 86_400_000)
      .toISOString()
      .slice(0, 10)
      .split('-');
    return `${date}/${month}/${year}`;
  };
  return `${day(0)} al ${day(2)}`;
}
