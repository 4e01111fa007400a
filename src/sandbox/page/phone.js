// One guest's phone: the chat, what it suggests, and the line to write on.
import { bubbleOf } from './bubbles.js';
import { el, icon } from './dom.js';
import { dayOf } from './formatting.js';
import { openForm } from './form.js';
import { openSheet } from './sheet.js';

const openings = (month) => [
  `hola! tenés lugar del 3 al 10 de ${month}? somos 4`,
  `buenas, ¿cuánto sale del 15 al 18 de ${month} para 2?`,
  `somos 5 con un perro, del 20 al 27 de ${month}`,
];
const ordersOfOwner = [
  'ayuda',
  'quién llega mañana',
  'bloquear cabaña 2 del 5 al 8',
  'precio finde largo 120 mil',
  'qué hay libre el finde',
  'pendientes',
];
const later = [
  'menú',
  '¿aceptan mascotas?',
  '¿dónde queda?',
  'mejor somos 5',
  'cancelar',
  'persona',
];

/** `app` gives: business(), now(), month(), post(path, body), resolve(link), picture(link). */
export function createPhone(app, waId) {
  const entries = new Map();
  const nodes = new Map();
  let isPristine = true;
  const isOwner = () => app.business().owner === waId;

  const title = el('strong', { class: 'phone-name' });
  const status = el('span', { class: 'phone-status' });
  const avatar = el(
    'span',
    { class: 'avatar', 'aria-hidden': 'true' },
    el('img', { src: '/sandbox/files/icon.svg', alt: '', width: 40, height: 40 }),
  );
  const who = el('span', { class: 'phone-who' });
  const head = el(
    'header',
    { class: 'phone-head' },
    avatar,
    el('div', { class: 'phone-title' }, title, status),
    who,
  );
  const log = el('div', { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: '0' });
  const typing = el(
    'div',
    { class: 'row is-theirs typing', hidden: true },
    el(
      'div',
      { class: 'bubble is-theirs' },
      el(
        'span',
        { class: 'dots', role: 'img', 'aria-label': 'Escribiendo' },
        el('i'),
        el('i'),
        el('i'),
      ),
    ),
  );
  const chips = el('div', { class: 'chips' });
  const input = el('textarea', {
    class: 'field',
    rows: 1,
    placeholder: 'Mensaje',
    'aria-label': 'Mensaje',
    enterkeyhint: 'send',
    maxlength: 4096,
  });
  const sendButton = el(
    'button',
    { class: 'send', type: 'submit', 'aria-label': 'Enviar' },
    icon('send'),
  );
  const speakButton = el(
    'button',
    {
      class: 'speak',
      type: 'button',
      'aria-label': 'Enviar como audio',
      title: 'Enviar lo escrito como un audio',
      onclick: () => take('speak'),
    },
    icon('microphone'),
  );
  const form = el('form', { class: 'composer', onsubmit: submit }, input, speakButton, sendButton);
  const alarm = el('p', { class: 'alarm', role: 'alert', hidden: true });
  const root = el('article', { class: 'phone', 'data-wa-id': waId }, head, log, alarm, chips, form);

  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  input.addEventListener('input', grow);

  function grow() {
    input.rows = Math.min(4, input.value.split('\n').length);
  }

  function submit(event) {
    event.preventDefault();
    take('say');
  }

  /** What is written, said by `path`. */
  function take(path) {
    const text = input.value.trim();
    input.focus();
    if (text === '') return;
    input.value = '';
    grow();
    void act(path, { text });
  }

  async function act(path, body) {
    const answer = await app.post(`/sandbox/api/guests/${waId}/${path}`, body);
    const answered = answer?.answered;
    alarm.hidden = answered === 200;
    if (answered !== 200)
      alarm.textContent =
        answered === 'unreachable' || answered === undefined
          ? 'El servicio no responde. WhatsApp va a volver a intentar.'
          : `El servicio contestó ${answered}. WhatsApp va a volver a intentar.`;
  }

  const say = (text) => act('say', { text });

  const view = {
    resolve: app.resolve,
    picture: app.picture,
    find: (id) => entries.get(id),
    tap: (entry, choice) =>
      act('tap', { id: choice.id, title: choice.title, kind: choice.kind, context: entry.id }),
    openList: (entry) =>
      openSheet(root, entry.message.interactive, (choice) => view.tap(entry, choice)),
    openForm: (entry) =>
      openForm(root, entry.message.interactive.action.parameters.flow_cta, {
        ask: (request) =>
          app.post(`/sandbox/api/guests/${waId}/form`, { ...request, context: entry.id }),
        complete: (answer) => act('form/complete', { answer, context: entry.id }),
      }),
    sendLocation: () => act('location', {}),
  };

  function suggest() {
    const texts = isOwner() ? ordersOfOwner : isPristine ? openings(app.month()) : later;
    if (chips.dataset.texts === texts.join('|')) return;
    chips.dataset.texts = texts.join('|');
    chips.replaceChildren(
      ...texts.map((text) =>
        el('button', { class: 'chip', type: 'button', onclick: () => say(text) }, text),
      ),
    );
    chips.scrollLeft = 0;
  }

  function welcome() {
    return el(
      'div',
      { class: 'welcome' },
      el(
        'strong',
        {},
        isOwner() ? 'Este es tu teléfono de dueño' : 'Escribile como escribiría un huésped',
      ),
      el(
        'p',
        {},
        isOwner()
          ? 'Acá te llegan los avisos y das órdenes: bloqueás noches, cambiás precios, aprobás transferencias, contestás a un huésped.'
          : `Del otro lado contesta la recepcionista de ${app.business().name}: busca lugar, pasa el precio, guarda las fechas y cobra la seña. Nada de esto es de verdad: probá sin miedo.`,
      ),
      el(
        'div',
        { class: 'welcome-chips' },
        ...(isOwner() ? ordersOfOwner : openings(app.month())).map((text) =>
          el('button', { class: 'chip', type: 'button', onclick: () => say(text) }, text),
        ),
      ),
    );
  }

  function render(list) {
    const isNearEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 8;
    const firstNew = nodes.size === 0 ? undefined : list.find((entry) => !nodes.has(entry.id));
    const children = [];
    let day = '';
    for (const entry of list) {
      if (dayOf(entry.at) !== day) {
        day = dayOf(entry.at);
        children.push(el('div', { class: 'day' }, day));
      }
      const key = `${entry.tick} ${entry.failure ?? ''}`;
      let known = nodes.get(entry.id);
      if (known?.key !== key) {
        const fresh = bubbleOf(entry, view);
        if (known !== undefined) fresh.classList.add('is-still');
        const track = known?.node.querySelector('.cards');
        known = { key, node: fresh, scroll: track?.scrollLeft ?? 0 };
        nodes.set(entry.id, known);
      }
      children.push(known.node);
    }
    log.replaceChildren(...(list.length === 0 ? [welcome()] : children), typing);
    for (const { node, scroll } of nodes.values()) {
      const track = scroll > 0 ? node.querySelector('.cards') : null;
      if (track !== null) track.scrollLeft = scroll;
    }
    if (isNearEnd || firstNew !== undefined) log.scrollTop = log.scrollHeight;
    // What is longer than the screen is read from its beginning.
    const top = firstNew === undefined ? undefined : nodes.get(firstNew.id)?.node.offsetTop;
    if (top !== undefined && firstNew.from !== 'guest')
      log.scrollTop = Math.min(log.scrollTop, top - 12);
  }

  return {
    root,
    update(guest) {
      entries.clear();
      for (const entry of guest.entries) entries.set(entry.id, entry);
      isPristine = guest.entries.length === 0;
      title.textContent = app.business().name;
      who.textContent = guest.name;
      root.setAttribute('aria-label', `Teléfono de ${guest.name}`);
      root.classList.toggle('is-pristine', isPristine);
      const isTyping = guest.typingUntil > app.now();
      typing.hidden = !isTyping;
      status.textContent = isTyping ? 'escribiendo…' : 'en línea';
      render(guest.entries);
      suggest();
    },
    tick(guest) {
      if (!typing.hidden && guest.typingUntil <= app.now()) this.update(guest);
    },
    showEnd() {
      log.scrollTop = log.scrollHeight;
    },
  };
}
