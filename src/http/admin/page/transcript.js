// One chat: what was said, who has it, and the owner's own words.
import { change, polling, read } from './api.js';
import { bubbleOf } from './bubbles.js';
import { button, el, icon } from './dom.js';
import { attempt } from './sheet.js';
import { capital, longDay, phoneWords } from './words.js';

const EVERY_MS = 3_000;
const PAGE = 60;

export function createTranscript(app, id, told) {
  const refresh = polling(load, EVERY_MS);
  const title = el('strong', {});
  const under = el('span', { class: 'soft' });
  const owning = el('div', { class: 'owning' });
  const lines = el('div', { class: 'lines', 'aria-live': 'polite' });
  const field = el('textarea', {
    class: 'field',
    rows: 1,
    maxlength: 4_096,
    'aria-label': 'Tu respuesta',
    placeholder: 'Escribí tu respuesta…',
    oninput: grow,
    onkeydown(event) {
      const isPhone = matchMedia('(pointer: coarse)').matches;
      if (event.key === 'Enter' && !event.shiftKey && !isPhone && !event.isComposing)
        void send(event);
    },
  });
  const submit = el(
    'button',
    { class: 'send', type: 'submit', 'aria-label': 'Enviar' },
    icon('send'),
  );
  const hint = el('p', { class: 'hint' });
  const composer = el('form', { class: 'composer', onsubmit: send }, hint, field, submit);
  const root = el(
    'div',
    { class: 'transcript' },
    el(
      'header',
      { class: 'chat-head' },
      el('a', { class: 'turn', href: '#chats', 'aria-label': 'Volver a los chats' }, icon('back')),
      el('div', { class: 'chat-who' }, title, under),
      owning,
    ),
    lines,
    composer,
  );
  let last;
  let shownLimit = PAGE;

  async function load() {
    const chat = await read(`/conversations/${id}?limit=${shownLimit}`).catch((problem) => {
      if (problem.status === 404) {
        title.textContent = 'Sin mensajes';
        composer.hidden = true;
        lines.replaceChildren(el('p', { class: 'nothing' }, problem.words));
      }
      throw problem;
    });
    const isWritable = chat.writableUntil !== null && Date.parse(chat.writableUntil) > app.now();
    const seen = JSON.stringify([chat, isWritable, app.me.today]);
    if (seen === last) return;
    const isFirst = last === undefined;
    last = seen;
    drawHead(chat, isWritable);
    const atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 80;
    drawLines(chat);
    if (isFirst || atEnd) lines.scrollTop = lines.scrollHeight;
  }

  function drawHead({ profileName, phone, mode }, isWritable) {
    title.textContent = profileName ?? phoneWords(phone);
    under.textContent = mode === 'bot' ? 'Lo atiende Posta' : 'Lo llevás vos';
    owning.replaceChildren(
      mode === 'bot'
        ? own('Tomar', 'take-over', 'El chat es tuyo: Posta se calla.')
        : own('Devolver a Posta', 'hand-back', 'Posta vuelve a atenderlo.'),
    );
    hint.hidden = isWritable && mode === 'person';
    hint.textContent = isWritable
      ? 'Si escribís, el chat pasa a ser tuyo y Posta se calla.'
      : 'Pasaron más de 24 horas desde su último mensaje: lo que escribas sale como plantilla de WhatsApp.';
  }

  const own = (label, path, said) =>
    button(
      label,
      async ({ currentTarget }) => {
        const done = () => change('POST', `/conversations/${id}/${path}`);
        if (await attempt(currentTarget, done, said)) changed();
      },
      'is-small',
    );

  function drawLines(chat) {
    let day;
    const nodes = chat.lines.flatMap((line) => {
      const bubble = bubbleOf(line, app);
      if (bubble === undefined) return [];
      const its = app.clock.day(line.at);
      const isNew = its !== day;
      day = its;
      const words = its === app.me.today ? 'Hoy' : capital(longDay(its));
      return isNew ? [el('div', { class: 'day-line' }, words), bubble] : [bubble];
    });
    if (chat.before !== null)
      nodes.unshift(
        button('Ver lo anterior', () => {
          shownLimit = Math.min(200, shownLimit + PAGE);
          void refresh.now();
        }),
      );
    lines.replaceChildren(...nodes);
  }

  function grow() {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight + 2, 140)}px`;
  }

  async function send(event) {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '' || submit.disabled) return;
    if (!(await attempt(submit, () => change('POST', `/conversations/${id}/messages`, { text }))))
      return;
    field.value = '';
    grow();
    changed();
    lines.scrollTop = lines.scrollHeight;
  }

  function changed() {
    void refresh.now();
    told();
  }

  return { root, start: () => refresh.start(), stop: refresh.stop };
}
