// Words of the calendar, folded, in the three languages.

import type { Weekday } from '../../../src/domain/stay.ts';
import { sequences, valued, words } from './words.ts';

/** Month names that can stand alone. */
export const MONTHS: Readonly<Record<string, number>> = valued(`
  1 enero janeiro january; 2 febrero fevereiro february; 3 marzo marco march; 4 abril april;
  5 mayo maio may; 6 junio junho june; 7 julio julho july; 8 agosto august;
  9 septiembre setiembre setembro september; 10 octubre outubro october;
  11 noviembre novembro november; 12 diciembre dezembro december
`);

/** Short forms: only next to a day number ("3 ene", "Jan 3"), where nothing else can be meant. */
export const SHORT_MONTHS: Readonly<Record<string, number>> = valued(`
  1 ene jan; 2 feb fev; 3 mar; 4 abr apr; 6 jun; 7 jul; 8 ago aug; 9 sep sept set; 10 oct out;
  11 nov; 12 dic dez dec; 5 mai
`);

/** Months that are also names of people or other words: alone they need a preposition. */
export const SHY_MONTHS: ReadonlySet<string> = words(
  'julio abril marco may march april june august mayo',
);

export const WEEKDAYS: Readonly<Record<string, Weekday>> = valued<Weekday>(`
  1 lunes monday; 2 martes tuesday; 3 miercoles wednesday; 4 jueves thursday; 5 viernes friday;
  6 sabado saturday; 7 domingo sunday
`);

/** In Portuguese only, or before "-feira": elsewhere they are ordinals. */
export const PORTUGUESE_WEEKDAYS: Readonly<Record<string, Weekday>> = valued<Weekday>(`
  1 segunda seg; 2 terca ter; 3 quarta qua; 4 quinta qui; 5 sexta sex
`);

/** Short forms: only beside another day ("sab a mar", "vie 15"). */
export const SHORT_WEEKDAYS: Readonly<Record<string, Weekday>> = valued<Weekday>(`
  1 lun mon; 2 mar tue tues; 3 mie mier wed; 4 jue thu thur thurs; 5 vie vier fri; 6 sab sat;
  7 dom sun
`);

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

/** After "mañana y", "tomorrow and". */
export const DAY_AFTER: ReadonlyArray<readonly string[]> = sequences(`
  pasado; depois; the day after; the next day; the next; al otro dia; el otro; el dia siguiente
`);

/** After "hoy" or "mañana": the night itself is meant. */
export const AT_NIGHT: ReadonlyArray<readonly string[]> = sequences(`
  a la noche; por la noche; de noche; noche; la noche; a noite; de noite; night
`);

/** "que viene", "próximo": the next one, which people count differently. */
export const COMING: ReadonlyArray<readonly string[]> = sequences(`
  que viene; q viene; k viene; que biene; que vem; proximo; proxima; siguiente; entrante; seguinte
`);
export const COMING_BEFORE: ReadonlySet<string> = words(
  'proximo proxima next following prox otro outro seguinte siguiente',
);
export const THIS_BEFORE: ReadonlySet<string> = words('este esta this neste nesta ese coming');

export const NIGHTS: ReadonlySet<string> = words(`
  noche noches noxes noites noite night nights nigths nts pernoctes diarias
`);
export const DAYS: ReadonlySet<string> = words('dia dias day days');
export const WEEKS: ReadonlySet<string> = words('semana semanas semanita week weeks');
export const MORE: ReadonlySet<string> = words('mas mais more extra adicional another');
export const LESS: ReadonlySet<string> = words('menos less fewer');

/** After a length: how far a stay moves. */
export const EARLIER: ReadonlyArray<readonly string[]> = sequences(
  'antes; before; earlier; mas temprano; mais cedo; para atras',
);
export const LATER: ReadonlyArray<readonly string[]> = sequences(`
  despues; dps; after; later; depois; mas adelante; mas tarde; mais tarde; para adelante; mais pra frente
`);

/** "finde", "fin de semana", "fim de semana", "weekend". */
export const WEEKEND: ReadonlyArray<readonly string[]> = sequences(`
  finde semana; finde; findes; fin de semana; fin d semana; finsemana; fds; fim de semana;
  weekend; final de semana; puente; feriado
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
