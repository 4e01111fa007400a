// What is known of the guest.

import type { Sentences } from '../copy.ts';
import type { Privacy } from '../sayings.ts';
import { shorten } from '../shorten.ts';

export const privacy: Sentences<Privacy> = {
  privacyNotice: (_, __, { name }) =>
    `*${name}* usa tu número y lo que escribas solo para atenderte, y te escribe por acá sobre tu consulta y tu estadía. Más: escribí PRIVACIDAD.`,
  privacy: () =>
    'Acá está quién usa tus datos, para qué y por cuánto tiempo. Para verlos escribí «qué datos tienen de mí»; para borrarlos, «borren mis datos»; para no recibir más que lo de tu estadía, BAJA.',
  optedOut: ({ already }) =>
    `${already ? 'Ya estabas de baja.' : 'Listo, te di de baja.'} Solo te escribimos si hay una estadía o un pago en curso. Si querés volver, escribí ALTA.`,
  optedIn: ({ already }) =>
    already
      ? 'Ya estás de alta: te podemos escribir.'
      : 'Listo, estás de alta de nuevo. Para salir, escribí BAJA.',
  dataHeld: ({ caseCode, dueOn, held }, f) =>
    [
      'Esto es lo que guardamos de vos:',
      `• WhatsApp terminado en ${held.phoneEnds ?? '—'}${held.profileName ? `, con el nombre ${shorten(held.profileName, 60)}` : ''}`,
      `• ${held.received} mensajes tuyos y ${held.sent} nuestros, desde el ${f.moment(held.since)}`,
      `• Reservas: ${held.codes.length > 0 ? shorten(held.codes.join(', '), 300) : 'ninguna'}`,
      `• Pagos aprobados: ${f.money(held.paid)}`,
      '',
      `Caso *${caseCode}*: a más tardar el ${f.day(dueOn)} una persona te manda la copia completa. Para borrarlos, escribí «borren mis datos».`,
    ].join('\n'),
  askErase: () =>
    'Si decís que sí, borramos tu nombre, tu número, tus mensajes y los comprobantes que mandaste. Quedan solo los importes, las fechas y los códigos que la ley obliga a guardar, sin tu nombre. No se puede deshacer. ¿Borramos tus datos?',
  dataKept: () => 'Dale, no borro nada.',
  erasureAsked: ({ caseCode, dueOn, block }, f) =>
    block === null
      ? `Listo. Caso *${caseCode}*: tus datos se borran en unos minutos, a más tardar el ${f.day(dueOn)}. Este chat en tu teléfono lo podés borrar vos. Si volvés a escribir, empezamos de cero.`
      : `Anoté tu pedido: caso *${caseCode}*. Todavía no puedo borrarlos porque ${
          {
            stay: 'tenés una estadía confirmada',
            hold: 'te estoy guardando una cabaña',
            money: 'hay plata tuya en movimiento',
          }[block]
        }; apenas termine se borran solos, sin que tengas que pedirlo de nuevo.`,
};
