// Mail about a stay, in the guest's language: what the chat has said, once more on paper.

import type { Centavos } from '../../src/domain/money.ts';
import type { Party } from '../../src/domain/party.ts';
import type { Stay } from '../../src/domain/stay.ts';
import type { Language } from '../understand/meaning.ts';
import { en } from './en.ts';
import { esAr } from './es-ar.ts';
import { createFormat, type Format } from './format.ts';
import { ptBr } from './pt-br.ts';

export type MailTold = {
  readonly kind: 'confirmed' | 'cancelled' | 'refunded';
  readonly code: string;
  readonly cabinName: string;
  readonly stay: Stay;
  readonly name: string | null;
  readonly party: Party;
  readonly pets: number;
  readonly total: Centavos;
  readonly paid: Centavos;
  /** What goes back, or went. */
  readonly refund: Centavos;
  readonly lodging: string;
  readonly address: string;
  readonly checkInFrom: string;
  readonly checkOutUntil: string;
  readonly instructions: string;
};

export type MailWritten = {
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly facts: ReadonlyArray<readonly [name: string, value: string]>;
};

type Words = {
  readonly greeting: (name: string | null) => string;
  readonly subject: { readonly [K in MailTold['kind']]: (told: MailTold) => string };
  readonly opening: { readonly [K in MailTold['kind']]: (told: MailTold, f: Format) => string };
  readonly facts: readonly [
    booking: string,
    cabin: string,
    dates: string,
    guests: string,
    checkIn: string,
    checkOut: string,
    total: string,
    paid: string,
    due: string,
    address: string,
  ];
  readonly closing: string;
};

const es: Words = {
  greeting: (name) => (name ? `Hola, ${name}:` : 'Hola:'),
  subject: {
    confirmed: ({ code, lodging }) => `Reserva ${code} confirmada · ${lodging}`,
    cancelled: ({ code, lodging }) => `Reserva ${code} cancelada · ${lodging}`,
    refunded: ({ code, lodging }) => `Devolución de la reserva ${code} · ${lodging}`,
  },
  opening: {
    confirmed: ({ lodging }) =>
      `Tu reserva en ${lodging} está confirmada. Va también como evento para tu calendario.`,
    cancelled: ({ lodging, refund }, f) =>
      `Tu reserva en ${lodging} quedó cancelada.${refund > 0 ? ` Te devolvemos ${f.money(refund)}.` : ''}`,
    refunded: ({ refund }, f) =>
      `Pedimos la devolución de ${f.money(refund)} y MercadoPago la aprobó. Según el medio de pago puede tardar unos días en verse.`,
  },
  facts: [
    'Reserva',
    'Cabaña',
    'Fechas',
    'Huéspedes',
    'Entrada desde las',
    'Salida hasta las',
    'Total',
    'Pagado',
    'Saldo al llegar',
    'Dirección',
  ],
  closing: 'Para cualquier cosa escribinos por WhatsApp, como siempre.',
};

const pt: Words = {
  greeting: (name) => (name ? `Olá, ${name}:` : 'Olá:'),
  subject: {
    confirmed: ({ code, lodging }) => `Reserva ${code} confirmada · ${lodging}`,
    cancelled: ({ code, lodging }) => `Reserva ${code} cancelada · ${lodging}`,
    refunded: ({ code, lodging }) => `Devolução da reserva ${code} · ${lodging}`,
  },
  opening: {
    confirmed: ({ lodging }) =>
      `Sua reserva em ${lodging} está confirmada. Vai também como evento para a sua agenda.`,
    cancelled: ({ lodging, refund }, f) =>
      `Sua reserva em ${lodging} foi cancelada.${refund > 0 ? ` Devolvemos ${f.money(refund)}.` : ''}`,
    refunded: ({ refund }, f) =>
      `Pedimos a devolução de ${f.money(refund)} e o MercadoPago aprovou. Conforme o meio de pagamento, pode levar alguns dias para aparecer.`,
  },
  facts: [
    'Reserva',
    'Cabana',
    'Datas',
    'Hóspedes',
    'Entrada a partir das',
    'Saída até as',
    'Total',
    'Pago',
    'Saldo na chegada',
    'Endereço',
  ],
  closing: 'Para qualquer coisa, escreva pelo WhatsApp, como sempre.',
};

const english: Words = {
  greeting: (name) => (name ? `Hello ${name},` : 'Hello,'),
  subject: {
    confirmed: ({ code, lodging }) => `Booking ${code} confirmed · ${lodging}`,
    cancelled: ({ code, lodging }) => `Booking ${code} cancelled · ${lodging}`,
    refunded: ({ code, lodging }) => `Refund of booking ${code} · ${lodging}`,
  },
  opening: {
    confirmed: ({ lodging }) =>
      `Your booking at ${lodging} is confirmed. It comes as an event for your calendar, too.`,
    cancelled: ({ lodging, refund }, f) =>
      `Your booking at ${lodging} is cancelled.${refund > 0 ? ` We are returning ${f.money(refund)}.` : ''}`,
    refunded: ({ refund }, f) =>
      `We asked for the refund of ${f.money(refund)} and MercadoPago approved it. Depending on how you paid, it may take a few days to show.`,
  },
  facts: [
    'Booking',
    'Cabin',
    'Dates',
    'Guests',
    'Check-in from',
    'Check-out until',
    'Total',
    'Paid',
    'Balance on arrival',
    'Address',
  ],
  closing: 'For anything else write to us on WhatsApp, as always.',
};

const WORDS: Readonly<Record<Language, Words>> = { es, pt, en: english };
const CONVENTIONS = { es: esAr.conventions, pt: ptBr.conventions, en: en.conventions } as const;

export function writeMail(told: MailTold, language: Language, timeZone: string): MailWritten {
  const words = WORDS[language];
  const f = createFormat(CONVENTIONS[language], timeZone);
  const due = (told.total - told.paid) as Centavos;
  const [booking, cabin, dates, guests, checkIn, checkOut, total, paid, balance, address] =
    words.facts;
  const whole = told.kind === 'confirmed';
  return {
    subject: words.subject[told.kind](told),
    greeting: words.greeting(told.name),
    paragraphs: [
      words.opening[told.kind](told, f),
      ...(whole && told.instructions !== '' ? [told.instructions] : []),
      words.closing,
    ],
    facts: [
      [booking, told.code],
      [cabin, told.cabinName],
      [dates, `${f.stay(told.stay)} · ${f.nights(told.stay)}`],
      ...(whole
        ? ([
            [guests, f.party(told.party, told.pets)],
            [checkIn, told.checkInFrom],
            [checkOut, told.checkOutUntil],
            [total, f.money(told.total)],
            [paid, f.money(told.paid)],
            ...(due > 0 ? ([[balance, f.money(due)]] as const) : []),
            [address, told.address],
          ] as const)
        : []),
    ],
  };
}
