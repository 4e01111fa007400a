// What a payer sees: what, how much, until when, and the ways in which a payment can go.
import { el } from './dom.js';
import { money, timeOf } from './formatting.js';

const id = new URLSearchParams(location.search).get('pref_id') ?? '';
const card = document.getElementById('card');
const ways = [
  ['reject', 'Rechazar', 'La tarjeta no tiene fondos'],
  ['pending', 'Dejar pendiente', 'Falta que se acredite'],
  ['late', 'Pagar tarde', 'Adelanta el reloj y paga cuando la reserva ya venció'],
  ['twice', 'Pagar dos veces', 'Dos pagos por la misma seña'],
];
const endings = {
  approved: ['¡Listo! Se acreditó tu pago', 'good'],
  pending: ['Tu pago está pendiente', 'wait'],
  in_process: ['Estamos procesando tu pago', 'wait'],
  rejected: ['No pudimos procesar tu pago', 'bad'],
};
const returnAfterMs = 4_000;

function sentence(title, text, tone = 'soft') {
  card.replaceChildren(
    el(
      'div',
      { class: `ending is-${tone}` },
      el('span', { class: 'ending-mark', 'aria-hidden': 'true' }),
      el('h1', {}, title),
      el('p', {}, text),
    ),
  );
}

function countdown(until, aheadMs) {
  const node = el('span', { class: 'left' });
  const show = () => {
    const seconds = Math.max(0, Math.ceil((until - Date.now() - aheadMs) / 1_000));
    node.textContent =
      seconds === 0
        ? 'Este link venció'
        : `Quedan ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
    node.classList.toggle('is-over', seconds === 0);
  };
  show();
  setInterval(show, 1_000);
  return node;
}

async function pay(how, buttons) {
  for (const button of buttons) button.disabled = true;
  card.classList.add('is-busy');
  const response = await fetch(`/checkout/api/${encodeURIComponent(id)}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ how }),
  });
  const answer = await response.json();
  card.classList.remove('is-busy');
  if (!response.ok) {
    return sentence(
      'Este link de pago venció',
      'Volvé a WhatsApp y pedí otro. Para ver qué pasa con un pago tardío, elegí «Pagar tarde» mientras el link todavía vive.',
      'bad',
    );
  }
  const [title, tone] = endings[answer.status] ?? endings.rejected;
  sentence(
    title,
    answer.status === 'rejected'
      ? 'Podés intentar de nuevo con el mismo link.'
      : 'La respuesta ya está en WhatsApp.',
    tone,
  );
  if (answer.returnTo === null) return undefined;
  card.append(el('a', { class: 'primary', href: answer.returnTo }, 'Volver al alojamiento'));
  if (answer.status === 'rejected')
    card.append(
      el(
        'button',
        { class: 'again', type: 'button', onclick: () => location.reload() },
        'Intentar de nuevo',
      ),
    );
  else setTimeout(() => location.assign(answer.returnTo), returnAfterMs);
  return undefined;
}

function show(checkout) {
  const aheadMs = checkout.now - Date.now();
  document.title = `Pago simulado · ${checkout.title}`;
  const approve = el(
    'button',
    { class: 'primary', type: 'button', 'data-how': 'approve' },
    `Pagar ${money(checkout.amount)}`,
  );
  const others = ways.map(([how, label, hint]) =>
    el(
      'button',
      { class: 'way', type: 'button', 'data-how': how },
      el('strong', {}, label),
      el('span', {}, hint),
    ),
  );
  const buttons = [approve, ...others];
  for (const button of buttons)
    button.addEventListener('click', () => pay(button.dataset.how, buttons));
  const until =
    checkout.expiresAt === null
      ? ''
      : el(
          'div',
          { class: 'until' },
          countdown(checkout.expiresAt, aheadMs),
          el('span', {}, `Vence a las ${timeOf(checkout.expiresAt)}`),
        );
  card.replaceChildren(
    el(
      'header',
      { class: 'seller' },
      el('span', { class: 'seller-mark', 'aria-hidden': 'true' }, checkout.seller.slice(0, 1)),
      el('div', {}, el('span', {}, 'Pagás a'), el('strong', {}, checkout.seller)),
    ),
    el(
      'section',
      { class: 'what' },
      el('h1', {}, checkout.title),
      checkout.description === '' ? '' : el('p', {}, checkout.description),
      el('p', { class: 'amount' }, money(checkout.amount)),
      el('p', { class: 'reference' }, `Referencia ${checkout.reference}`),
    ),
    until,
    checkout.paid ? el('p', { class: 'already' }, 'Esta reserva ya tiene un pago aprobado.') : '',
    el(
      'div',
      { class: 'method' },
      el('span', { class: 'method-mark', 'aria-hidden': 'true' }),
      el(
        'div',
        {},
        el('strong', {}, 'Visa crédito terminada en 4242'),
        el('span', {}, '1 cuota, sin interés'),
      ),
    ),
    approve,
    el('h2', {}, 'O probá qué pasa si…'),
    el('div', { class: 'ways' }, ...others),
  );
}

const response = await fetch(`/checkout/api/${encodeURIComponent(id)}`);
if (response.ok) show(await response.json());
else sentence('No encontramos este pago', 'El link no es de esta demostración.', 'bad');
