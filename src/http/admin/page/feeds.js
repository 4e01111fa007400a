// The other calendars of a cabin: which are read and how it goes, and the addresses at which they read ours.
import { change, polling, read } from './api.js';
import { button, el } from './dom.js';
import { conflictWords, failureWords, unreadableWords } from './feed-words.js';
import { attempt, confirmSheet, openSheet, toast } from './sheet.js';
import { ago, counted } from './words.js';

const EVERY_MS = 3_000;

/** `after` is called once something of them has changed. */
export async function openFeeds(cabin, { app, after }) {
  const list = el('div', { class: 'feeds' });
  let last;
  const again = () => openFeeds(cabin, { app, after });
  const refresh = polling(async () => {
    if (last !== undefined && !list.isConnected) return refresh.stop();
    const { items } = await read(`/calendar-feeds?cabinId=${cabin.cabinId}`);
    const seen = JSON.stringify(items);
    if (seen === last) return;
    if (last !== undefined) after();
    last = seen;
    list.replaceChildren(
      ...(items.length === 0
        ? [el('p', { class: 'nothing' }, 'Todavía no se lee ninguno.')]
        : items.map((feed) => feedCard(feed))),
    );
  }, EVERY_MS);

  function feedCard(feed) {
    const isPartial = feed.failure === 'eventUnreadable';
    const isBroken = feed.failure !== null && !isPartial;
    const state = isBroken
      ? `No se puede leer (${ago(feed.failedSince, app.now())}): ${failureWords(feed.failure, feed.failureDetail)}.`
      : feed.askedAt === null
        ? 'Se está leyendo por primera vez…'
        : `Al día, leído ${ago(feed.succeededAt, app.now())} · ${counted(feed.events, 'fecha', 'fechas')}`;
    const good = feed.succeededAt === null ? 'nunca' : ago(feed.succeededAt, app.now());
    const readNow = () => change('POST', `/calendar-feeds/${feed.id}/read`);
    return el(
      'article',
      { class: `feed ${isBroken ? 'is-broken' : ''}` },
      el('h3', {}, feed.name),
      el('p', { class: isBroken ? 'problem' : 'soft' }, state),
      isPartial && el('p', { class: 'problem' }, `Pero ${unreadableWords(feed.failureDetail)}.`),
      isBroken &&
        el(
          'p',
          { class: 'soft' },
          `Última lectura buena: ${good}. Sus noches siguen como estaban.`,
        ),
      addressField(`Para pegar en ${feed.name}`, feed.ours),
      feed.readOursAt === null &&
        el('p', { class: 'soft' }, `${feed.name} todavía no leyó esta dirección.`),
      el(
        'div',
        { class: 'actions' },
        button(
          'Leer ahora',
          ({ currentTarget }) => attempt(currentTarget, readNow, 'Se lee ahora.'),
          'is-small',
        ),
        button('Quitar', () => remove(feed), 'is-small'),
      ),
    );
  }

  function remove(feed) {
    confirmSheet({
      title: `Quitar ${feed.name}`,
      words: 'No se lee más, y las noches que ocupaba desde hoy quedan libres para vender.',
      label: 'Sí, quitar',
      tone: 'is-bad',
      async act() {
        await change('DELETE', `/calendar-feeds/${feed.id}`);
        toast(`${feed.name} ya no se lee.`);
        after();
      },
    });
  }

  function addForm() {
    const name = el('input', {
      class: 'field',
      maxlength: 40,
      required: true,
      placeholder: 'Airbnb',
    });
    const url = el('input', {
      class: 'field',
      type: 'url',
      required: true,
      placeholder: 'https://…/calendar.ics',
      autocomplete: 'off',
    });
    const problem = el('p', { class: 'problem', role: 'alert', hidden: true });
    const submit = el('button', { class: 'button is-main', type: 'submit' }, 'Agregar');
    async function add(event) {
      event.preventDefault();
      submit.disabled = true;
      problem.hidden = true;
      try {
        // Calendars for a phone are given as webcal, which is the same thing.
        const address = url.value.trim().replace(/^webcal:/i, 'https:');
        const body = { cabinId: cabin.cabinId, name: name.value.trim(), url: address };
        await change('POST', '/calendar-feeds', body);
        name.value = url.value = '';
      } catch (refused) {
        problem.textContent = refused.words ?? 'Algo falló en esta página.';
        problem.hidden = false;
      }
      submit.disabled = false;
      await refresh.now();
    }
    return el(
      'form',
      { class: 'feed-form', onsubmit: add },
      el('label', { class: 'labelled' }, 'Nombre del canal', name),
      el('label', { class: 'labelled' }, 'Dirección de su calendario (iCal)', url),
      problem,
      submit,
    );
  }

  function rotate() {
    confirmSheet({
      title: 'Cambiar la dirección',
      words:
        'La de ahora deja de andar, también la que pegaste en cada canal: hay que pegar las nuevas.',
      label: 'Sí, cambiar',
      tone: 'is-bad',
      async act() {
        await change('POST', `/accommodations/${cabin.cabinId}/calendar-address`);
        setTimeout(again);
      },
    });
  }

  try {
    const { url } = await read(`/accommodations/${cabin.cabinId}/calendar-address`);
    openSheet(
      `Calendarios de ${cabin.name}`,
      ...cabin.conflicts.map((one) => el('p', { class: 'problem' }, conflictWords(one))),
      list,
      el('h3', {}, 'Leer otro calendario'),
      addForm(),
      el('h3', {}, 'El calendario de esta cabaña'),
      addressField('Para tu Google Calendar, o un canal que no está arriba', url),
      el(
        'p',
        { class: 'soft' },
        'Quien la tenga ve qué noches están ocupadas, y nada de los huéspedes.',
      ),
      el('div', { class: 'actions' }, button('Cambiar la dirección', rotate, 'is-small')),
    );
    await refresh.start();
  } catch (problem) {
    toast(problem.words ?? 'Algo falló en esta página.', 'is-bad');
  }
}

/** What both have, when the mark of a double sale is tapped. */
export function openConflict(conflict, cabinName) {
  openSheet(
    'Dos ventas para las mismas noches',
    el('p', {}, `${cabinName}. ${conflictWords(conflict)}`),
    el('p', { class: 'soft' }, 'La marca se va sola cuando una de las dos se cancela, acá o allá.'),
  );
}

function addressField(label, url) {
  const field = el('input', {
    class: 'field',
    readonly: true,
    value: url,
    onfocus: () => field.select(),
  });
  async function copy() {
    field.select();
    // Browsers may keep the clipboard from a page, as from one without TLS; what is selected can still be copied.
    const copied = navigator.clipboard?.writeText(url) ?? Promise.reject();
    await copied.catch(() => document.execCommand('copy'));
  }
  return el(
    'label',
    { class: 'labelled' },
    label,
    el(
      'span',
      { class: 'inline-form' },
      field,
      button('Copiar', ({ currentTarget }) => attempt(currentTarget, copy, 'Copiada.')),
    ),
  );
}
