// Words of the calendar, folded, in the three languages.

import type { Weekday } from '../../../src/domain/stay.ts';
import { sequences, words } from './words.ts';

/** Month names that can stand alone. */
export const MONTHS: Readonly<Record<string, number>> = {
  enero: 1,
  febrero: 2,
  marzo: 3,
  abril: 4,
  mayo: 5,
  junio: 6,
  julio: 7,
  agosto: 8,
  septiembre: 9,
  setiembre: 9,
  octubre: 10,
  noviembre: 11,
  diciembre: 12,
  janeiro: 1,
  fevereiro: 2,
  marco: 3,
  maio: 5,
  junho: 6,
  julho: 7,
  setembro: 9,
  outubro: 10,
  novembro: 11,
  dezembro: 12,
  january: 1,
  february: 2,
  march: 3,
  april: 4,
  may: 5,
  june: 6,
  july: 7,
  august: 8,
  september: 9,
  october: 10,
  november: 11,
  december: 12,
};

/** Short forms: only next to a day number ("3 ene", "Jan 3"), where nothing else can be meant. */
export const SHORT_MONTHS: Readonly<Record<string, number>> = {
  ene: 1,
  feb: 2,
  mar: 3,
  abr: 4,
  jun: 6,
  jul: 7,
  ago: 8,
  sep: 9,
  sept: 9,
  set: 9,
  oct: 10,
  nov: 11,
  dic: 12,
  jan: 1,
  fev: 2,
  mai: 5,
  out: 10,
  dez: 12,
  apr: 4,
  aug: 8,
  dec: 12,
};

/** Months that are also names of people or other words: alone they need a preposition. */
export const SHY_MONTHS: ReadonlySet<string> = words(
  'julio abril marco may march april june august mayo',
);

export const WEEKDAYS: Readonly<Record<string, Weekday>> = {
  lunes: 1,
  martes: 2,
  miercoles: 3,
  jueves: 4,
  viernes: 5,
  sabado: 6,
  domingo: 7,
  monday: 1,
  tuesday: 2,
  wednesday: 3,
  thursday: 4,
  friday: 5,
  saturday: 6,
  sunday: 7,
};

/** In Portuguese only, or before "-feira": elsewhere they are ordinals. */
export const PORTUGUESE_WEEKDAYS: Readonly<Record<string, Weekday>> = {
  segunda: 1,
  terca: 2,
  quarta: 3,
  quinta: 4,
  sexta: 5,
  seg: 1,
  ter: 2,
  qua: 3,
  qui: 4,
  sex: 5,
};

/** Short forms: only beside another day ("sab a mar", "vie 15"). */
export const SHORT_WEEKDAYS: Readonly<Record<string, Weekday>> = {
  lun: 1,
  mar: 2,
  mie: 3,
  mier: 3,
  jue: 4,
  vie: 5,
  vier: 5,
  sab: 6,
  dom: 7,
  mon: 1,
  tue: 2,
  tues: 2,
  wed: 3,
  thu: 4,
  thur: 4,
  thurs: 4,
  fri: 5,
  sat: 6,
  sun: 7,
};

/** Near a day name in spelling, and something else. */
export const LOOKALIKES: ReadonlySet<string> = words(`
  partes artes antes vienes bienes jueces mueves nueves lugares mayor mayores mano junto entero
  dinero genero abrir abri gusto tuesdays mares maria vierne unes marco mucho mario julia julian
  enteros primero tercero cuatro dejo dijo rayo moved juntos
`);

/** Days from today. `night`: the night itself is meant. */
export const RELATIVE_DAYS: ReadonlyArray<{
  readonly words: readonly string[];
  readonly days: number;
  readonly night: boolean;
}> = [
  { words: ['pasado', 'manana'], days: 2, night: false },
  { words: ['depois', 'de', 'amanha'], days: 2, night: false },
  { words: ['day', 'after', 'tomorrow'], days: 2, night: false },
  { words: ['esta', 'noche'], days: 0, night: true },
  { words: ['esta', 'noite'], days: 0, night: true },
  { words: ['tonight'], days: 0, night: true },
  { words: ['hoy'], days: 0, night: false },
  { words: ['oy'], days: 0, night: false },
  { words: ['hj'], days: 0, night: false },
  { words: ['hoje'], days: 0, night: false },
  { words: ['today'], days: 0, night: false },
  { words: ['manana'], days: 1, night: false },
  { words: ['amanha'], days: 1, night: false },
  { words: ['tomorrow'], days: 1, night: false },
  { words: ['tmrw'], days: 1, night: false },
];

/** After "hoy" or "mañana": the night itself is meant. */
export const AT_NIGHT: ReadonlyArray<readonly string[]> = sequences(`
  a la noche; por la noche; de noche; noche; la noche; a noite; de noite; night
`);

/** "que viene", "próximo": the next one, which people count differently. */
export const COMING: ReadonlyArray<readonly string[]> = sequences(`
  que viene; q viene; k viene; que biene; que vem; proximo; proxima; siguiente; entrante; seguinte
`);
export const COMING_BEFORE: ReadonlySet<string> = words(
  'proximo proxima next prox otro outro seguinte siguiente',
);
export const THIS_BEFORE: ReadonlySet<string> = words('este esta this neste nesta ese coming');

export const NIGHTS: ReadonlySet<string> = words(`
  noche noches noxes noites noite night nights nigths nts pernoctes diarias
`);
export const DAYS: ReadonlySet<string> = words('dia dias day days');
export const WEEKS: ReadonlySet<string> = words('semana semanas semanita week weeks');
export const MORE: ReadonlySet<string> = words('mas mais more extra adicional another');
export const LESS: ReadonlySet<string> = words('menos less fewer');

/** "finde", "fin de semana", "fim de semana", "weekend". */
export const WEEKEND: ReadonlyArray<readonly string[]> = sequences(`
  finde semana; finde; findes; fin de semana; fin d semana; finsemana; fds; fim de semana;
  weekend; feriado
`);
/** The one after a weekend just named. */
export const OTHER_WEEKEND: ReadonlyArray<readonly string[]> = sequences(`
  el otro; el que viene; el q viene; el siguiente; el proximo; the next one; the one after;
  the next; o outro; o proximo; o seguinte
`);
export const LONG: ReadonlySet<string> = words('largo xl xxl prolongado long feriado extralargo');

export type PeriodName =
  | 'carnival'
  | 'easter'
  | 'christmas'
  | 'newYear'
  | 'longWeekend'
  | 'winterBreak'
  | 'festive';
export const PERIODS: ReadonlyArray<readonly [PeriodName, readonly string[]]> = [
  ['carnival', ['carnaval', 'carnavales', 'carnabal', 'carnival', 'feriado de carnaval']],
  ['easter', ['semana santa', 'pascua', 'pascuas', 'pascoa', 'easter', 'holy week']],
  [
    'christmas',
    ['navidad', 'navidades', 'navida', 'nabidad', 'nochebuena', 'natal', 'christmas', 'xmas'],
  ],
  [
    'newYear',
    [
      'ano nuevo',
      'ao nuevo',
      'fin de ano',
      'fin d ano',
      'reveillon',
      'ano novo',
      'virada',
      'new year',
      'new years',
      'nye',
      'fim de ano',
    ],
  ],
  ['festive', ['las fiestas', 'festas de fim', 'the holidays']],
  [
    'winterBreak',
    [
      'vacaciones de invierno|julio',
      'vacas de invierno',
      'receso invernal',
      'ferias de inverno|julho',
      'winter break|holidays',
      'las de invierno',
    ],
  ],
  [
    'longWeekend',
    [
      'finde|findes largo|xl|xxl|prolongado|extralargo',
      'fin de semana largo|xl|xxl|prolongado',
      'finde semana largo',
      'feriado largo|puente|prolongado',
      'feriadao',
      'long weekend',
      'bank holiday weekend',
      'finde del? feriado',
      'proximo feriado',
      'feriado que|q viene|vem',
      'next holiday',
      'puente del? feriado',
      'feriado prolongado',
    ],
  ],
];
