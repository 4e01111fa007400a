// What would go wrong: an owner who hears of nothing, a guest who orders like one, a price that changes unasked,
// two owners who both decide, a button of yesterday that still does something.

import { test } from 'vitest';
import { askForCoihue } from '../support/journeys.ts';
import { says } from '../support/reading.ts';
import { openWorld } from '../support/world.ts';

const MARTA = '5492944300001';
const env = { OWNER_PHONES: '+54 9 2944 300001' };

test('a guest sends the receipt of a transfer: the owner is told, approves it with a tap, and the guest is confirmed', async () => {
  await using world = await openWorld({ env });
  const marta = world.sandbox.whatsapp.guest(MARTA, 'Marta');
  await marta.say('hola');
  await marta.waitFor(says('modo dueño'));
  const ana = world.sandbox.whatsapp.guest('5492944300010', 'Ana Pérez');
  await askForCoihue(ana, 'Ana Pérez');
  await ana.say('¿puedo transferir?');
  await ana.waitFor(says('RADAL.LAGO.BOSQUE'));
  await ana.sendMedia({ kind: 'image', mimeType: 'image/jpeg', bytes: Buffer.from('a receipt') });
  await marta.waitFor(says('Transferencia por confirmar'));
  await marta.choose('Está: aprobar');
  await marta.waitFor(says('«Está: aprobar». Listo.'));
  await ana.waitFor(says('Reserva confirmada'));
  await marta.choose('Está: aprobar');
  await marta.waitFor(says('ya lo decidió'));
});
