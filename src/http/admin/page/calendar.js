// The month of every cabin. Two taps on free nights choose a range, which can be blocked.
import { change, polling, read } from './api.js';
import { el, icon } from './dom.js';
import { openConflict, openFeeds } from './feeds.js';
import { legend, monthOf } from './month.js';
import { openNights, openStay } from './stay.js';
import { toast } from './sheet.js';
import { addDays, addMonths, capital, counted, daysBetween, longDay, monthName } from './words.js';

const EVERY_MS = 30_000;

export function createCalendar(app) {
  let month = app.me.today.slice(0, 7);
  let cabins = [];
  let chosen;
  let last;
  const refresh = polling(load, EVERY_MS);
  const title = el('h1', { 'aria-live': 'polite' });
  const months = el('div', { class: 'months' });
  const tray = el('form', { class: 'tray', hidden: true, onsubmit: block });
  const turn = (name, label, count) =>
    el(
      'button',
      {
        class: 'turn',
        type: 'button',
        'aria-label': label,
        onclick() {
          month = addMonths(month, count);
          choose(undefined);
          void refresh.now();
        },
      },
      icon(name),
    );
  const root = el(
    'div',
    { class: 'calendar' },
    el(
      'header',
      { class: 'calendar-head' },
      turn('back', 'Mes anterior', -1),
      title,
      turn('next', 'Mes siguiente', 1),
    ),
    legend(),
    months,
    tray,
  );

  async function load() {
    const asked = month;
    const { cabins: read_ } = await read(
      `/calendar?checkIn=${asked}-01&checkOut=${addMonths(asked, 1)}-01`,
    );
    const seen = JSON.stringify([asked, read_]);
    if (asked !== month || seen === last) return;
    last = seen;
    cabins = read_;
    draw();
  }

  function draw() {
    title.textContent = capital(monthName(`${month}-01`));
    months.replaceChildren(
      ...cabins.map((cabin) =>
        monthOf(cabin, {
          month,
          today: app.me.today,
          chosen: chosen?.cabin.cabinId === cabin.cabinId ? chosen : undefined,
          tapNight,
          tapOccupancy,
          tapConflict: openConflict,
          tapFeeds: (which) => openFeeds(which, { app, after: () => refresh.now() }),
        }),
      ),
    );
  }

  /** The second tap in the same cabin ends the range; the third begins another. */
  function tapNight(cabin, day) {
    const isSecond = chosen?.cabin.cabinId === cabin.cabinId && chosen.first === chosen.last;
    if (!isSecond) return choose({ cabin, first: day, last: day });
    if (day === chosen.first) return choose(undefined);
    const { first } = chosen;
    choose(day < first ? { cabin, first: day, last: first } : { cabin, first, last: day });
  }

  function tapOccupancy(cabin, one) {
    const after = () => refresh.now();
    if (one.kind === 'stay') void openStay(one.id, { app, after });
    else openNights(one, cabin.name, after);
  }

  function choose(range) {
    const { value = '' } = tray.querySelector('input') ?? {};
    chosen = range;
    tray.hidden = range === undefined;
    if (range !== undefined) fillTray(range, value);
    if (cabins.length > 0) draw();
  }

  function fillTray({ cabin, first, last: end }, reason) {
    const count = daysBetween(first, end) + 1;
    const which =
      count === 1
        ? `La noche del ${longDay(first)}`
        : `Del ${longDay(first)} al ${longDay(addDays(end, 1))}`;
    const field = el('input', {
      class: 'field',
      'aria-label': 'Motivo',
      placeholder: 'Motivo',
      maxlength: 200,
    });
    field.value = reason;
    tray.replaceChildren(
      el(
        'p',
        {},
        el('strong', {}, `${cabin.name} · ${counted(count, 'noche', 'noches')}`),
        el(
          'span',
          { class: 'soft' },
          count === 1 ? `${which}. Tocá otra para llegar hasta ahí.` : which,
        ),
      ),
      el('p', { class: 'problem', role: 'alert', hidden: true }),
      el(
        'div',
        { class: 'inline-form' },
        field,
        el('button', { class: 'button is-main', type: 'submit' }, 'Bloquear'),
        el(
          'button',
          { class: 'button', type: 'button', onclick: () => choose(undefined) },
          'Cancelar',
        ),
      ),
    );
  }

  async function block(event) {
    event.preventDefault();
    const { cabin, first, last: end } = chosen;
    const submit = tray.querySelector('[type=submit]');
    const reason = tray.querySelector('input').value.trim();
    submit.disabled = true;
    try {
      await change('POST', '/blocks', {
        cabinId: cabin.cabinId,
        checkIn: first,
        checkOut: addDays(end, 1),
        reason: reason === '' ? null : reason,
      });
      tray.replaceChildren();
      choose(undefined);
      toast(`${cabin.name}: noches bloqueadas.`);
    } catch (problem) {
      const said = tray.querySelector('.problem');
      said.textContent = problem.words ?? 'Algo falló en esta página.';
      said.hidden = false;
      submit.disabled = false;
    }
    await refresh.now();
  }

  return { root, start: () => refresh.start(), stop: refresh.stop };
}
