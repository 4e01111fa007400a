// One cabin's month: a grid of nights, and a bar for each thing that occupies some. A bar runs from the middle
// of the day of arrival to the middle of the day of leaving, so that a change of guests shows on its day.
import { button, el, icon } from './dom.js';
import {
  addDays,
  addMonths,
  daysBetween,
  longDay,
  shortDay,
  statusWords,
  weekdayOf,
} from './words.js';

const kinds = {
  confirmed: { icon: 'check', words: 'Confirmada' },
  held: { icon: 'clock', words: 'Guardada' },
  block: { icon: 'lock', words: 'Bloqueada' },
  import: { icon: 'inbox', words: 'Otro calendario' },
};

function kindOf({ kind, status }) {
  if (kind !== 'stay') return kind;
  return status === 'held' || status === 'settling' ? 'held' : 'confirmed';
}

export const legend = () =>
  el(
    'ul',
    { class: 'legend' },
    ...Object.entries(kinds).map(([name, { icon: drawn, words }]) =>
      el('li', {}, el('span', { class: `swatch is-${name}` }, icon(drawn)), words),
    ),
  );

const weekdays = ['L', 'M', 'M', 'J', 'V', 'S', 'D'];

/** `chosen` is the first and the last night that are marked; the others hear of taps. */
export function monthOf(
  cabin,
  { month, today, chosen, tapNight, tapOccupancy, tapConflict, tapFeeds },
) {
  const first = `${month}-01`;
  const end = `${addMonths(month, 1)}-01`;
  const byId = new Map(cabin.occupancies.map((one) => [one.id, one]));
  const weeks = [];
  for (let monday = addDays(first, -weekdayOf(first)); monday < end; monday = addDays(monday, 7))
    weeks.push(weekOf(monday));

  function weekOf(monday) {
    const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
    const from = days.findIndex((day) => day >= first);
    const to = days.findLastIndex((day) => day < end) + 1;
    return el(
      'div',
      { class: 'week' },
      ...days.map((day) =>
        day < first || day >= end ? el('span', { class: 'day is-out' }) : dayOf(day),
      ),
      ...cabin.occupancies.map((one) => barOf(one, monday, from, to)),
      ...cabin.conflicts.map((one) => conflictOf(one, monday, from, to)),
    );
  }

  function dayOf(day) {
    const by = byId.get(cabin.days[daysBetween(first, day)]?.occupiedBy);
    const isChosen = chosen !== undefined && chosen.first <= day && day <= chosen.last;
    const classes = [
      'day',
      day === today && 'is-today',
      day < today && 'is-past',
      isChosen && 'is-chosen',
    ];
    const clash = cabin.conflicts.find(
      ({ nights }) => nights.checkIn <= day && day < nights.checkOut,
    );
    const who = by === undefined ? 'libre' : `${statusOf(by)}${by.name ? `, ${by.name}` : ''}`;
    const says = clash === undefined ? who : `${who}, y también ${clash.feed}`;
    return el(
      'button',
      {
        class: classes.filter(Boolean).join(' '),
        type: 'button',
        'data-day': day,
        'aria-label': `${longDay(day)}, ${says}`,
        'aria-pressed': String(isChosen),
        onclick: () => (by === undefined ? tapNight(cabin, day) : tapOccupancy(cabin, by)),
      },
      String(Number(day.slice(8))),
    );
  }

  function barOf(one, monday, from, to) {
    const kind = kindOf(one);
    const words = one.name ?? kinds[kind].words;
    return placed(one, monday, from, to, {
      ...{ kind, words, drawn: kinds[kind].icon },
      title: `${statusOf(one)}${one.name ? ` · ${one.name}` : ''} · ${shortDay(one.checkIn)} al ${shortDay(one.checkOut)}`,
      onclick: () => tapOccupancy(cabin, one),
    });
  }

  function conflictOf(one, monday, from, to) {
    return placed(one.nights, monday, from, to, {
      ...{ kind: 'conflict', words: one.feed, drawn: 'warning' },
      title: `Dos ventas: también ${one.feed}`,
      onclick: () => tapConflict(one, cabin.name),
    });
  }

  function placed({ checkIn, checkOut }, monday, from, to, { kind, words, drawn, title, onclick }) {
    const arrives = daysBetween(monday, checkIn) + 0.5;
    const leaves = daysBetween(monday, checkOut) + 0.5;
    const left = Math.max(arrives, from);
    const right = Math.min(leaves, to);
    if (left >= right) return undefined;
    const classes = [
      'stay-bar',
      `is-${kind}`,
      left === arrives && 'begins',
      right === leaves && 'ends',
      right - left < 1 && 'is-short',
    ];
    const node = el(
      'button',
      {
        class: classes.filter(Boolean).join(' '),
        type: 'button',
        // The days say the same to whoever cannot see it.
        'aria-hidden': 'true',
        tabindex: -1,
        title,
        onclick,
      },
      icon(drawn),
      el('span', {}, words),
    );
    // Set as properties: the policy of the page refuses style attributes.
    node.style.left = `${(left / 7) * 100}%`;
    node.style.width = `${((right - left) / 7) * 100}%`;
    return node;
  }

  return el(
    'section',
    { class: `month ${cabin.active ? '' : 'is-off'}`, 'data-cabin': cabin.cabinId },
    el(
      'div',
      { class: 'month-head' },
      el('h2', {}, cabin.name, !cabin.active && el('span', { class: 'soft' }, ' · no se ofrece')),
      button('Otros calendarios', () => tapFeeds(cabin), 'is-link'),
    ),
    el(
      'div',
      { class: 'weekdays', 'aria-hidden': 'true' },
      ...weekdays.map((name) => el('span', {}, name)),
    ),
    ...weeks,
  );
}

const statusOf = ({ kind, status }) => (kind === 'stay' ? statusWords[status] : kinds[kind].words);
