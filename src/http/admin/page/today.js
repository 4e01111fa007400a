// The day: who waits, what waits, who comes and who goes.
import { change, polling, read } from './api.js';
import { decisionCard } from './decisions.js';
import { button, el, icon } from './dom.js';
import { attempt } from './sheet.js';
import { openStay } from './stay.js';
import {
  addDays,
  ago,
  capital,
  counted,
  longDay,
  money,
  nights,
  partyWords,
  phoneWords,
  plain,
  shortDay,
} from './words.js';

const EVERY_MS = 20_000;

export function createToday(app) {
  const root = el('div', { class: 'today' });
  const refresh = polling(load, EVERY_MS);
  let last;

  async function load() {
    const { today } = await app.meet();
    const [stays, decisions, chats, calendar] = await Promise.all([
      read(
        `/reservations?status=confirmed,completed&from=${addDays(today, -1)}&to=${addDays(today, 1)}&limit=200`,
      ),
      read('/decisions?limit=100'),
      read('/conversations?mode=person&limit=100'),
      read(`/calendar?checkIn=${today}&checkOut=${addDays(today, 1)}`),
    ]);
    const waiting = chats.items.filter(({ waitingSince }) => waitingSince !== null);
    // Whoever asked for a person and waits is told once, as a chat.
    const open = decisions.items.filter(
      ({ kind, guestId }) => kind !== 'handoff' || !chats.items.some(({ id }) => id === guestId),
    );
    app.showWaiting({ today: open.length, chats: waiting.length });
    const minute = Math.floor(app.now() / 60_000);
    const seen = JSON.stringify([today, stays, open, waiting, calendar, minute]);
    // A page that did not change is not drawn again under the owner's finger.
    if (seen === last) return;
    last = seen;
    draw(today, stays.items, open, waiting, calendar.cabins);
  }

  const redraw = () => {
    last = undefined;
    void refresh.now();
  };
  const open = (id) => openStay(id, { app, after: redraw });

  function draw(today, stays, decisions, waiting, cabins) {
    const arrivals = stays.filter(({ checkIn }) => checkIn === today);
    const departures = stays.filter(({ checkOut }) => checkOut === today);
    const staying = stays.filter(({ checkIn, checkOut }) => checkIn < today && checkOut > today);
    const active = cabins.filter((cabin) => cabin.active);
    const taken = active.filter((cabin) => cabin.days[0].occupiedBy !== null).length;
    root.replaceChildren(
      el(
        'header',
        { class: 'today-head' },
        el('h1', {}, capital(longDay(today))),
        el(
          'p',
          { class: 'soft' },
          `${counted(arrivals.length, 'llegada', 'llegadas')} · ${counted(departures.length, 'salida', 'salidas')} · ocupadas ${taken} de ${active.length}`,
        ),
      ),
      el(
        'div',
        { class: 'today-column' },
        section('Te esperan', waiting, chatCard, 'Nadie espera tu respuesta.'),
        section(
          'Para decidir',
          decisions,
          (decision) => decisionCard(decision, { app, openStay: open, after: redraw }),
          'Nada por decidir.',
        ),
      ),
      el(
        'div',
        { class: 'today-column' },
        section('Llegan', arrivals, arrivalCard, 'Hoy no llega nadie.'),
        section('Se van', departures, stayCard, 'Hoy no se va nadie.'),
        staying.length > 0 && section('Siguen', staying, stayCard, ''),
      ),
    );
  }

  function section(title, items, card, nothing) {
    const count = items.length > 0 && el('span', { class: 'count' }, String(items.length));
    return el(
      'section',
      { class: 'part' },
      el('h2', {}, title, count),
      items.length === 0 ? el('p', { class: 'nothing' }, nothing) : items.map((item) => card(item)),
    );
  }

  function chatCard(chat) {
    return el(
      'a',
      { class: 'card is-chat', href: `#chats/${chat.id}` },
      el(
        'div',
        { class: 'card-head' },
        el('span', { class: 'mark' }, icon('chat')),
        el('h3', {}, chat.profileName ?? phoneWords(chat.phone)),
        el('span', { class: 'since' }, ago(chat.waitingSince, app.now())),
      ),
      el('p', { class: 'one-line' }, chat.lastHeard === null ? '' : `«${plain(chat.lastHeard)}»`),
    );
  }

  function stayCard(stay, ...more) {
    const rest = stay.total - stay.paid;
    // What the owner received by hand is not in the books: a balance would be wrong.
    const byHand = stay.createdBy !== null || stay.confirmedBy !== null;
    return el(
      'article',
      { class: 'card is-stay' },
      el(
        'button',
        { class: 'card-open', type: 'button', onclick: () => open(stay.id) },
        el('span', { class: 'cabin' }, stay.cabinName),
        el('h3', {}, stay.name ?? phoneWords(stay.phone)),
        el('span', { class: 'soft' }, `${partyWords(stay.party, stay.pets)} · ${nights(stay)}`),
        el(
          'span',
          { class: 'soft' },
          stay.checkOut === app.me.today
            ? `desde el ${shortDay(stay.checkIn)}`
            : `hasta el ${shortDay(stay.checkOut)}`,
        ),
        stay.checkIn === app.me.today &&
          stay.expectedArrival !== null &&
          el('span', { class: 'soft' }, `Llegan a las ${stay.expectedArrival}`),
        el(
          'span',
          { class: 'rest' },
          byHand ? `Total ${money(stay.total)}` : rest > 0 ? `Saldo ${money(rest)}` : 'Todo pago',
        ),
      ),
      ...more,
    );
  }

  function arrivalCard(stay) {
    if (stay.noShowAt !== null) return stayCard(stay, el('p', { class: 'done' }, 'No vinieron'));
    if (stay.checkedInAt !== null)
      return stayCard(
        stay,
        el(
          'p',
          { class: 'done' },
          icon('check'),
          `Llegaron a las ${app.clock.time(stay.checkedInAt)}`,
        ),
      );
    const arrive = async ({ currentTarget }) => {
      const done = () => change('POST', `/reservations/${stay.id}/check-in`);
      if (await attempt(currentTarget, done, 'Marcada la llegada.')) redraw();
    };
    return stayCard(
      stay,
      el(
        'div',
        { class: 'actions' },
        button('Ya llegaron', arrive, 'is-main'),
        button('Chat', () => app.go(`chats/${stay.guestId}`)),
        stay.phone && el('a', { class: 'button', href: `tel:+${stay.phone}` }, 'Llamar'),
      ),
    );
  }

  root.append(el('p', { class: 'nothing' }, 'Cargando el día…'));
  return { root, start: () => refresh.start(), stop: refresh.stop };
}
