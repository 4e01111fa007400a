import { expect, test } from 'vitest';
import { openWorld } from '../support/world.ts';
import { linkOf, says, wordsOf } from '../support/reading.ts';

test('a guest asks, chooses, says yes, and the dates are held', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944123456', 'Ana Pérez');

  await ana.say('hola! tenés lugar del 3 al 10 de enero?');
  expect(wordsOf(await ana.waitFor(says('¿Cuántas personas son?')))).toContain('domingo 3 al domingo 10 de enero de 2027');
  await ana.say('somos 4');
  await ana.waitFor(says('cabañas libres'));
  await ana.choose('Coihue');
  await ana.waitFor(says('Coihue'));
  await ana.choose('Precio y reserva');
  await ana.waitFor(says('¿Te la reservo?'));
  await ana.choose('Sí, reservar');
  await ana.waitFor(says('¿A nombre de quién'));
  await ana.say('Ana Pérez');
  await ana.waitFor(says('Te guardo'));
  for (const m of ana.guest.entries) console.log(m.from, JSON.stringify(m.message).slice(0, 1500));
  console.log(world.log.filter((l) => l['level'] !== 'debug'));
}, 20000);
