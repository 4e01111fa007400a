// What this is, the clock that can be moved, and what happens behind the chat.
import { el, icon } from './dom.js';
import { money, shortDayOf, timeOf } from './formatting.js';

const jumps = [
  ['+10 min', 10],
  ['+30 min', 30],
  ['+1 h', 60],
  ['+1 día', 1440],
];
const states = {
  approved: ['Aprobado', 'good'],
  pending: ['Pendiente', 'wait'],
  in_process: ['En proceso', 'wait'],
  rejected: ['Rechazado', 'bad'],
  cancelled: ['Cancelado', 'soft'],
  refunded: ['Devuelto', 'soft'],
  charged_back: ['Contracargo', 'bad'],
  in_mediation: ['En mediación', 'bad'],
};

export function createAside(app) {
  const time = el('strong', { class: 'clock-time' });
  const day = el('span', { class: 'clock-day' });
  const buttons = jumps.map(([label, minutes]) =>
    el(
      'button',
      { class: 'jump', type: 'button', onclick: (event) => jump(event.currentTarget, minutes) },
      label,
    ),
  );
  const behind = el('div', { class: 'behind' });
  const close = el(
    'button',
    {
      class: 'icon-button aside-close',
      type: 'button',
      'aria-label': 'Cerrar',
      onclick: () => app.closeAside(),
    },
    icon('close'),
  );
  const brand = el(
    'div',
    { class: 'brand' },
    el('img', { src: '/sandbox/files/icon.svg', alt: '', width: 44, height: 44 }),
    el(
      'div',
      {},
      el('h1', {}, 'Posta'),
      el('p', {}, 'La recepcionista de WhatsApp de tus cabañas'),
    ),
    close,
  );
  const intro = el(
    'p',
    { class: 'intro' },
    'Estás viendo el teléfono de tu huésped. ',
    el('b', {}, 'Escribile, elegí una cabaña, pagá la seña'),
    ' y mirá cómo la reserva se confirma sola. El dinero es simulado; todo lo demás funciona como en la vida real.',
  );
  const nodes = [
    brand,
    intro,
    el(
      'section',
      { class: 'panel' },
      el('h2', {}, 'Reloj'),
      el('div', { class: 'clock' }, time, day),
      el('div', { class: 'jumps' }, ...buttons),
      el('p', { class: 'hint' }, 'Adelantalo para ver qué pasa cuando vence la reserva sin pagar.'),
    ),
    el('section', { class: 'panel is-growing' }, el('h2', {}, 'Qué pasa por detrás'), behind),
  ];

  async function jump(button, minutes) {
    button.disabled = true;
    await app.post('/sandbox/api/clock', { minutes });
    button.disabled = false;
  }

  function paymentNode(payment) {
    const [words, tone] = states[payment.status] ?? [payment.status, 'soft'];
    const back =
      payment.refunded > 0 && payment.status !== 'refunded'
        ? `, ${money(payment.refunded)} devueltos`
        : '';
    const node = el(
      'li',
      { class: 'payment' },
      el('span', { class: `state is-${tone}` }, words),
      el('span', { class: 'payment-amount' }, `${money(payment.amount)}${back}`),
    );
    if (payment.status === 'pending' || payment.status === 'in_process') {
      const decide = (how) => () => app.post(`/sandbox/api/payments/${payment.id}/${how}`, {});
      node.append(
        el(
          'span',
          { class: 'decide' },
          el('button', { type: 'button', onclick: decide('approve') }, 'Aprobar'),
          el('button', { type: 'button', onclick: decide('reject') }, 'Rechazar'),
        ),
      );
    }
    return node;
  }

  function linkNode(link) {
    const isPaid = link.payments.some((payment) => payment.status === 'approved');
    const state = isPaid
      ? ''
      : el(
          'span',
          { class: `state is-${link.isExpired ? 'soft' : 'wait'}` },
          link.isExpired ? 'Vencido' : 'Esperando el pago',
        );
    return el(
      'article',
      { class: 'link' },
      el(
        'header',
        {},
        el('strong', {}, link.title),
        el('span', { class: 'link-amount' }, money(link.amount)),
      ),
      el('div', { class: 'link-meta' }, `Reserva ${link.reference}`, state),
      link.payments.length === 0 ? '' : el('ul', {}, ...link.payments.map(paymentNode)),
    );
  }

  return {
    nodes,
    showTime(now) {
      time.textContent = timeOf(now);
      day.textContent = shortDayOf(now);
    },
    showMoney({ links, refused }) {
      const problems = refused
        .toReversed()
        .map(({ at, problem }) =>
          el(
            'p',
            { class: 'refused' },
            icon('warning'),
            `${timeOf(at)} Meta no aceptó un mensaje: ${problem}`,
          ),
        );
      const nothing = el(
        'p',
        { class: 'hint' },
        'Cuando el huésped acepte el presupuesto, acá aparece el link de pago de MercadoPago y lo que pasa con la plata.',
      );
      behind.replaceChildren(
        ...problems,
        ...links.slice(0, 12).map(linkNode),
        links.length + problems.length === 0 ? nothing : '',
      );
    },
  };
}
