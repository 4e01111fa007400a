// Guests in the chat: each goes for a booking by word and tap, and then says and taps whatever comes to mind.

import { setTimeout as pause } from 'node:timers/promises';
import { addDays } from '../../src/domain/stay.ts';
import { choicesOf, textOf } from '../../src/sandbox/simulators/whatsapp-reading.ts';
import type { WhatsAppSimulator } from '../../src/sandbox/simulators/whatsapp.ts';
import type { Nights } from './guests.ts';
import { between, chance, pick } from './random.ts';

const CABINS = ['Arrayán', 'Coihue', 'Lenga', 'Maitén'];
/** What a guest may come up with at any point. */
const SAYINGS = [
  'sí',
  'no',
  'dale',
  'Ana Pérez',
  'quiero quedarme una noche más',
  'nos quedamos una noche menos',
  'quiero cambiar de cabaña',
  'somos 3',
  'te puedo transferir? pasame el cbu',
  'ya transferí, ahí va el comprobante',
  'ya pagué',
  '¿cuánto me falta pagar?',
  'quiero cancelar mi reserva',
  'quiero arrepentirme de la compra',
  'mejor otra fecha',
  'menú',
  'gracias',
  'BAJA',
  'ALTA',
];

export function createChatters(
  whatsapp: WhatsAppSimulator,
  {
    nights,
    count,
    isOver,
  }: { nights: Nights; count: (what: string) => void; isOver: () => boolean },
) {
  let born = 0;
  /** By wamid, of messages that were acknowledged. */
  const acknowledged = new Set<string>();
  const phones: Array<ReturnType<WhatsAppSimulator['guest']>> = [];

  async function chatter(): Promise<void> {
    born += 1;
    const phone = whatsapp.guest(`54929446${String(born).padStart(5, '0')}`, 'Ana Pérez');
    phones.push(phone);
    const { checkIn } = nights();
    const [, month, day] = checkIn.split('-').map(Number);
    const [, toMonth, toDay] = addDays(checkIn, 3).split('-').map(Number);
    const asks = `hola! del ${day}/${month} al ${toDay}/${toMonth} de 2027, somos 2, la ${pick(CABINS)}`;
    const way = [/reservar/i, /a ese nombre/i];
    await say(asks);
    for (let step = 0; step < 12 && !isOver(); step += 1) {
      await step_();
      await pause(between(20, 250));
    }

    async function step_(): Promise<void> {
      const offered = choicesOf(phone.last ?? {});
      const onTheWay = offered.find(({ title }) => way.some((words) => words.test(title)));
      const choice = onTheWay && chance(0.85) ? onTheWay : chance(0.5) ? pick(offered) : undefined;
      if (choice) await answered(() => phone.tap(choice.id, choice.title, choice.kind));
      else if (chance(0.15)) await answered(() => phone.sendMedia(RECEIPT));
      else await say(pick(SAYINGS));
    }

    function say(text: string): Promise<void> {
      return answered(() => phone.say(text));
    }

    /** Waits for an answer as long as people do, and goes on. */
    async function answered(send: () => ReturnType<typeof phone.say>): Promise<void> {
      const before = phone.messages.length;
      const { id, answer } = await send();
      if (answer.status === 200) acknowledged.add(id);
      count(answer.status === 200 ? 'chat: acknowledged' : 'chat: not acknowledged');
      for (let look = 0; look < 30 && phone.messages.length === before && !isOver(); look += 1)
        await pause(50);
    }
  }

  /** The codes of the stays that guests were told are confirmed. */
  const toldConfirmed = () =>
    phones.flatMap(({ messages }) =>
      messages.flatMap((message) => {
        const words = textOf(message);
        return /Reserva confirmada/.test(words) ? (words.match(/PO-[0-9A-Z]+/g) ?? []) : [];
      }),
    );

  return { chatter, acknowledged, toldConfirmed };
}

const RECEIPT = {
  kind: 'image',
  bytes: Buffer.from('not really a picture'),
  mimeType: 'image/jpeg',
} as const;
