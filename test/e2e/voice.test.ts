// What would go wrong: a voice note is answered with "I can't listen" though it could be, a text that follows it
// is answered as if it had not been sent, it is answered twice, or never.

import { expect, test } from 'vitest';
import { says, wordsOf } from '../support/reading.ts';
import { openProcessWorld, openWorld, type Ground } from '../support/world.ts';

const ANA = '+54 9 294 440-0001';
const UNHEARD = 'No pude escuchar el audio';

const answersOf = (phone: { messages: object[] }) => phone.messages.length;
const waiting = async ({ db }: Pick<Ground, 'db'>) =>
  (await db.query('select count(*)::int as n from guest_events where rev is null')).rows[0].n;

test('a guest asks in a voice note: it is heard, shown as it was understood, and answered', async () => {
  await using world = await openWorld({ hears: true });
  const { whatsapp, speech } = world.sandbox;
  const ana = whatsapp.guest(ANA, 'Ana Pérez');
  const { id } = await ana.speak('hola, tenés lugar del 3 al 10 de enero? somos 4');
  const answer = await ana.waitFor(says('🎙️ «hola, tenés lugar del 3 al 10 de enero? somos 4»'));
  expect(wordsOf(answer)).toMatch(/¡Hola![^]*libre/);
  expect(ana.tickOf(id)).toBe('read');
  // nobody knows yet what a guest speaks who has said nothing
  expect(speech.calls).toMatchObject([
    { language: null, model: 'whisper-1', filename: 'voice.ogg' },
  ]);

  // the same note again: heard once, answered once
  const before = answersOf(ana);
  await ana.repeat(id);
  await ana.speak('y una cosa: aceptan perros?');
  await ana.waitFor(says('🎙️ «y una cosa'));
  expect(speech.calls).toMatchObject([{}, { language: 'es' }]);
  expect(answersOf(ana)).toBe(before + 1);
  expect(await waiting(world)).toBe(0);
  const metrics = await (await fetch(`${world.service.url}/metrics`)).text();
  expect(metrics).toContain('posta_transcription_seconds_count{outcome="heard"} 2');
});

test('a text that follows a voice note waits for its words: both are one answer, in the order in which they were sent', async () => {
  await using world = await openWorld({ hears: true });
  const ana = world.sandbox.whatsapp.guest(ANA, 'Ana Pérez');
  world.sandbox.speech.failNext(1, { delayMs: 1_200 });
  await ana.speak('hola, quiero ir del 3 al 10 de enero');
  await ana.say('somos 4');
  await ana.waitFor(says(/🎙️[^]*libre/));
  const [turn, ...more] = (await world.db.query('select events from turns order by rev')).rows;
  expect(more).toEqual([]);
  expect(turn.events.slice(0, 2)).toMatchObject([
    { type: 'voice.heard', words: 'hola, quiero ir del 3 al 10 de enero' },
    { type: 'guest.said', text: 'hola, quiero ir del 3 al 10 de enero\nsomos 4' },
  ]);
});

test('nobody transcribes: the guest is asked to write, once, and what they wrote meanwhile is answered', async () => {
  await using world = await openWorld({ hears: true });
  const { whatsapp, speech } = world.sandbox;
  const ana = whatsapp.guest(ANA, 'Ana Pérez');
  speech.down(true);
  await ana.speak('hola, quiero ir del 3 al 10 de enero');
  await expect
    .poll(() => world.log.filter(({ msg }) => msg === 'a job failed').length)
    .toBeGreaterThan(0);
  await ana.say('somos 4');
  await world.clock.advance(30_000);
  const unheard = await ana.waitFor(says(UNHEARD), 10_000);
  expect(JSON.stringify(unheard)).toContain('Hablar con alguien');
  // words that come after that say nothing
  speech.heal();
  await expect.poll(() => waiting(world), { timeout: 8_000 }).toBe(0);
  expect(ana.messages.filter(says(UNHEARD))).toHaveLength(1);
  expect(ana.messages.some(says('🎙️'))).toBe(false);
  const { rows } = await world.db.query(`select events from turns order by rev`);
  expect(rows.flatMap(({ events }) => events.map(({ type }: { type: string }) => type))).toEqual(
    expect.arrayContaining(['guest.sent', 'guest.said']),
  );
});

test.each([
  ['silence', ''],
  [
    'the credits that a model hears in noise',
    'Subtítulos realizados por la comunidad de Amara.org',
  ],
])(
  'a voice note that is %s is answered at once as one that could not be heard',
  async (_, words) => {
    await using world = await openWorld({ hears: true });
    const ana = world.sandbox.whatsapp.guest(ANA, 'Ana Pérez');
    await ana.speak(words);
    const unheard = await ana.waitFor(says(UNHEARD));
    expect(JSON.stringify(unheard)).toContain('Hablar con alguien');
  },
);

test('without an address that transcribes nothing is fetched, and the guest is asked to write', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest(ANA, 'Ana Pérez');
  await ana.speak('hola');
  await ana.waitFor(says(UNHEARD));
  expect(world.sandbox.whatsapp.calls.filter(({ kind }) => kind === 'media')).toEqual([]);
});

test('the process is killed while a voice note is being transcribed: the next one answers it once', async () => {
  await using world = await openProcessWorld({ hears: true });
  const { whatsapp, speech } = world.sandbox;
  const ana = whatsapp.guest(ANA, 'Ana Pérez');
  speech.failNext(1, 'timeout after the work');
  await ana.speak('hola, tenés lugar del 3 al 10 de enero? somos 4');
  await expect.poll(() => speech.calls.length, { timeout: 8_000 }).toBe(1);
  world.main.kill('SIGKILL');
  await world.main.exited;
  // as if the heartbeat of a dead process had been missed, which takes ten seconds
  await world.db.query(
    `update pgboss.job set state = 'retry', start_after = now() where name = 'hearVoiceNote'`,
  );
  await world.restart();
  const answer = await ana.waitFor(says('🎙️ «hola, tenés lugar'), 15_000);
  expect(wordsOf(answer)).toContain('libre');
  expect(await waiting(world)).toBe(0);
  expect(ana.messages.filter(says('🎙️'))).toHaveLength(1);
});
