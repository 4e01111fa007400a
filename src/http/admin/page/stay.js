// A stay looked at: who, when, what was paid, what can be done now.
import { change, read } from './api.js';
import { button, el } from './dom.js';
import { attempt, closeSheet, openSheet, toast } from './sheet.js';
import { stayActions } from './stay-actions.js';
import { capital, longDay, money, nights, partyWords, phoneWords, statusWords } from './words.js';

/** `after` is called once something of it has changed. */
export async function openStay(id, { app, after }) {
  try {
    showStay(await read(`/reservations/${id}`), { app, after });
  } catch (problem) {
    toast(problem.words, 'is-bad');
  }
}

function showStay(stay, { app, after }) {
  const fact = (name, value) => value && [el('dt', {}, name), el('dd', {}, value)];
  const told = (words) => {
    closeSheet();
    toast(words);
    after();
  };

  openSheet(
    stay.name ?? phoneWords(stay.phone),
    el(
      'p',
      { class: 'stay-line' },
      el('span', { class: `state is-${stay.status}` }, statusWords[stay.status]),
      el('span', { class: 'soft' }, `${stay.cabinName} · ${stay.code}`),
    ),
    el(
      'dl',
      { class: 'stay-facts' },
      ...[
        fact('Entra', capital(longDay(stay.checkIn))),
        fact('Sale', `${capital(longDay(stay.checkOut))} · ${nights(stay)}`),
        fact('Llegan', stay.expectedArrival && `a las ${stay.expectedArrival}, según avisaron`),
        fact('Vienen', partyWords(stay.party, stay.pets)),
        fact('Total', money(stay.total)),
        fact('Seña', stay.deposit > 0 && money(stay.deposit)),
        fact('Pagó', stay.paid > 0 && money(stay.paid)),
        fact('Guardada', stay.heldUntil && `hasta las ${app.clock.time(stay.heldUntil)}`),
        fact('Anotó', stay.createdBy ?? stay.confirmedBy),
        fact('Atención', stay.disputed && 'hay un reclamo abierto'),
        ...stay.notes.map((note) => fact('Nota', note.text)),
      ].filter(Boolean),
    ),
    stayActions(stay, { app, told, after }),
    noteForm(stay, told),
  );
}

function noteForm(stay, told) {
  const field = el('input', {
    class: 'field',
    'aria-label': 'Nota para vos',
    placeholder: 'Nota para vos…',
    maxlength: 2_000,
  });
  const keep = el('button', { class: 'button', type: 'submit' }, 'Anotar');
  async function write(event) {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '') return;
    const done = () => change('POST', `/reservations/${stay.id}/notes`, { text });
    if (await attempt(keep, done)) told('Anotado.');
  }
  return el('form', { class: 'inline-form', onsubmit: write }, field, keep);
}

/** A block or an import: nothing but nights. */
export function openNights(occupancy, cabinName, after) {
  const days = `${capital(longDay(occupancy.checkIn))} al ${longDay(occupancy.checkOut)} · ${nights(occupancy)}`;
  const isBlock = occupancy.kind === 'block';
  openSheet(
    isBlock ? 'Noches bloqueadas' : 'De otro calendario',
    el('p', {}, `${cabinName} · ${days}`),
    occupancy.name && el('p', { class: 'soft' }, occupancy.name),
    isBlock
      ? el(
          'div',
          { class: 'actions' },
          button('Liberar las noches', async ({ currentTarget }) => {
            const done = () => change('DELETE', `/blocks/${occupancy.id}`);
            if (!(await attempt(currentTarget, done, 'Las noches están libres.'))) return;
            closeSheet();
            after();
          }),
        )
      : el('p', { class: 'soft' }, 'Se libera desde el calendario de donde vino.'),
  );
}
