// The day: who waits, what waits, who comes and who goes.
import { change, polling, read } from './api.js';
import { decisionCard } from './decisions.js';
import { button, el, icon } from './dom.js';
import { attempt, openSheet } from './sheet.js';
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
const LANGUAGES = { pt: 'portugués', en: 'inglés' };
const untranslated = (gaps) =>
  gaps.filter(({ missing, stale }) => missing.length + stale.length > 0);

export function createToday(app) {
  const root = el('div', { class: 'today' });
  const refresh = polling(load, EVERY_MS);
  let last;

  async function load() {
    const { today } = await app.meet();
    const [stays, decisions, chats, calendar, gaps] = await Promise.all([
      read(
        `/reservations?status=confirmed,completed&from=${addDays(today, -1)}&to=${addDays(today, 1)}&limit=200`,
      ),
      read('/decisions?limit=100'),
      read('/conversations?mode=person&limit=100'),
      read(`/calendar?checkIn=${today}&checkOut=${addDays(today, 1)}`),
      read('/translation-gaps'),
    ]);
    const waiting = chats.items.filter(({ waitingSince }) => waitingSince !== null);
    // Whoever asked for a person and waits is told once, as a chat.
    const open = decisions.items.filter(
      ({ kind, guestId }) => kind !== 'handoff' || !chats.items.some(({ id }) => id === guestId),
    );
    app.showWaiting({ today: open.length, chats: waiting.length });
    const minute = Math.floor(app.now() / 60_000);
    const seen = JSON.stringify([today, stays, open, waiting, calendar, gaps, minute]);
    // A page that did not change is not drawn again under the owner's finger.
    if (seen === last) return;
    last = seen;
    draw(today, stays.items, open, waiting, calendar.cabins, untranslated(gaps.items));
  }

  const redraw = () => {
    last = undefined;
    void refresh.now();
  };
  const open = (id) => openStay(id, { app, after: redraw });

  function draw(today, stays, decisions, waiting, cabins, gaps) {
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
        gaps.length > 0 && section('Traducciones', gaps, gapCard, ''),
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

  function gapCard({ language, missing, stale }) {
    const list = (title, texts) =>
      texts.length > 0 &&
      el('div', {}, el('h3', {}, title), ...texts.map((text) => el('p', {}, `«${text}»`)));
    const show = () =>
      openSheet(
        `Traducción al ${LANGUAGES[language]}`,
        list('Sin traducir: se dicen en castellano', missing),
        list('Viejas: de textos que ya no se usan', stale),
        el(
          'p',
          { class: 'soft' },
          'Se corrigen en «translations», con changeProperty o importando de nuevo.',
        ),
      );
    return el(
      'article',
      { class: 'card is-translation' },
      el(
        'p',
        {},
        missing.length > 0
          ? `${counted(missing.length, 'texto tuyo cambió o no está', 'textos tuyos cambiaron o no están')} en ${LANGUAGES[language]}: esos huéspedes lo leen en castellano.`
          : `${counted(stale.length, 'traducción', 'traducciones')} al ${LANGUAGES[language]} de textos que ya no se usan.`,
      ),
      el('div', { class: 'actions' }, button('Ver cuáles', show, 'is-small')),
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
