// What can be wrong with another calendar, and who sold first, in the owner's words.
import { longDay } from './words.js';

const failures = {
  badAddress: 'la dirección no es de un calendario web',
  privateAddress: 'la dirección lleva a una red privada',
  unknownHost: 'ese sitio no existe',
  unreachable: 'el sitio no contesta',
  timeout: 'el sitio tarda demasiado',
  redirects: 'la dirección da vueltas sin llegar',
  tooLarge: 'es demasiado grande para ser de una cabaña',
  empty: 'llegó vacío',
  notCalendar: 'lo que llega no es un calendario (¿pide entrar con clave?)',
  cutShort: 'llegó cortado',
  unreadable: 'está mal escrito',
  tooManyEvents: 'tiene demasiadas fechas',
  tooMuchWork: 'es demasiado complicado',
  suddenlyEmpty: 'de golpe vino sin ninguna fecha; se espera un día antes de creerlo',
};

export const failureWords = (why, detail) =>
  why === 'status' ? `el sitio contesta con un error ${detail}` : (failures[why] ?? why);

/** What could be read counts; for what could not, somebody has to look there. */
export const unreadableWords = (count) =>
  count === '1'
    ? 'hay una fecha mal escrita que no se entiende: fijate allá cuál no está en tu calendario, y bloqueala acá'
    : `hay ${count} fechas mal escritas que no se entienden: fijate allá cuáles no están en tu calendario, y bloquealas acá`;

const firsts = {
  here: 'Se vendió primero acá.',
  there: (feed) => `Se vendió primero en ${feed}.`,
  unknown: (feed) => `${feed} no dice cuándo se vendió: fijate allá.`,
};

export function conflictWords({ feed, here, nights, soldFirst }) {
  const first = firsts[soldFirst.first];
  const what = {
    stay: `la reserva ${here.code}`,
    block: 'un bloqueo tuyo',
    import: 'otro calendario',
  };
  const when = `Del ${longDay(nights.checkIn)} al ${longDay(nights.checkOut)}`;
  const both = `${when} están ${what[here.kind]} y ${feed}.`;
  return `${both} ${here.kind === 'stay' ? (typeof first === 'string' ? first : first(feed)) : ''}`.trim();
}
