// A calendar in which arrival and departure are tapped; days that cannot be had are struck out.
import { el } from './dom.js';

const dayMs = 86_400_000;
const utc = (options) => {
  const format = new Intl.DateTimeFormat('es-AR', { ...options, timeZone: 'UTC' });
  return (day) => format.format(new Date(day));
};
const monthName = utc({ month: 'long', year: 'numeric' });
const fullDay = utc({ dateStyle: 'full' });
const shortDay = utc({ weekday: 'short', day: 'numeric', month: 'short' });
const weekday = utc({ weekday: 'narrow' });
const isoOf = (time) => new Date(time).toISOString().slice(0, 10);
/** A Monday. */
const monday = Date.parse('2026-11-23');

function daysOf(month) {
  const days = [];
  for (let time = Date.parse(`${month}-01`); isoOf(time).startsWith(month); time += dayMs)
    days.push(isoOf(time));
  return days;
}

function monthAfter(month, by) {
  const date = new Date(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return isoOf(date).slice(0, 7);
}

/** `value` gives {'start-date', 'end-date'} as far as they are chosen. */
export function createCalendar({ title, description, label, min, max, unavailable, value = {} }) {
  const struck = new Set(unavailable);
  let range = value;
  let month = (range['start-date'] ?? min).slice(0, 7);

  const ends = el('div', { class: 'calendar-ends', 'aria-live': 'polite' });
  const name = el('strong', { class: 'calendar-month' });
  const back = el(
    'button',
    {
      class: 'calendar-turn',
      type: 'button',
      'aria-label': 'Mes anterior',
      onclick: () => turn(-1),
    },
    '‹',
  );
  const forth = el(
    'button',
    {
      class: 'calendar-turn',
      type: 'button',
      'aria-label': 'Mes siguiente',
      onclick: () => turn(1),
    },
    '›',
  );
  const grid = el('div', { class: 'calendar-grid' });
  const node = el(
    'section',
    { class: 'calendar' },
    el('h3', { class: 'calendar-title' }, title),
    description === undefined ? '' : el('p', { class: 'calendar-about' }, description),
    ends,
    el('div', { class: 'calendar-head' }, back, name, forth),
    el(
      'div',
      { class: 'calendar-week', 'aria-hidden': 'true' },
      ...Array.from({ length: 7 }, (_, index) => el('span', {}, weekday(monday + index * dayMs))),
    ),
    grid,
  );

  function turn(by) {
    month = monthAfter(month, by);
    show();
  }

  function pick(day) {
    const { 'start-date': start, 'end-date': end } = range;
    range =
      start === undefined || end !== undefined || day <= start
        ? { 'start-date': day }
        : { 'start-date': start, 'end-date': day };
    show();
    grid.querySelector(`[data-day="${day}"]`)?.focus();
  }

  function show() {
    const { 'start-date': start, 'end-date': end } = range;
    ends.replaceChildren(
      ...['start-date', 'end-date'].map((key) =>
        el(
          'span',
          { class: 'calendar-end' },
          el('small', {}, label[key]),
          range[key] === undefined ? '—' : shortDay(range[key]),
        ),
      ),
    );
    name.textContent = monthName(`${month}-01`);
    back.disabled = month <= min.slice(0, 7);
    forth.disabled = month >= max.slice(0, 7);
    const days = daysOf(month);
    const blanks = (new Date(days[0]).getUTCDay() + 6) % 7;
    grid.replaceChildren(
      ...Array.from({ length: blanks }, () => el('span', {})),
      ...days.map((day) => {
        const isEnd = day === start || day === end;
        const isBetween = end !== undefined && start < day && day < end;
        const isStruck = struck.has(day);
        const classes = [
          'calendar-day',
          isEnd && 'is-end',
          isBetween && 'is-between',
          isStruck && 'is-struck',
        ];
        return el(
          'button',
          {
            class: classes.filter(Boolean).join(' '),
            type: 'button',
            'data-day': day,
            'aria-label': `${fullDay(day)}${isStruck ? ', ocupado' : ''}`,
            'aria-pressed': String(isEnd),
            disabled: isStruck || day < min || day > max,
            onclick: () => pick(day),
          },
          String(Number(day.slice(8))),
        );
      }),
    );
  }

  show();
  return { node, value: () => range };
}
