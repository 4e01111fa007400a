// What waits for the owner's word, and what each word does. The API says which ones there are; whatever moves
// money is asked twice.
import { change, read, readFile } from './api.js';
import { button, el, icon } from './dom.js';
import { conflictWords, failureWords, unreadableWords } from './feed-words.js';
import { attempt, confirmSheet, openSheet, toast } from './sheet.js';
import { ago, money } from './words.js';

const seen = { resolve: { label: 'Ya me ocupé' } };
const kinds = {
  suspense: {
    title: 'Entró plata sin reserva',
    about: 'Un pago aprobado que no dice de qué reserva es.',
    choices: {
      approve: {
        label: 'Es de una reserva',
        asks: '¿De qué reserva es? Se acredita ahí como cualquier pago.',
        needsReservation: true,
      },
      refuse: { label: 'Devolver', asks: 'Vuelve entera a quien pagó.' },
    },
  },
  shortPayment: {
    title: 'La seña llegó incompleta',
    about: 'Falta una parte y las fechas siguen guardadas.',
    choices: {
      approve: { label: 'Confirmar igual', asks: 'La reserva queda confirmada con lo que entró.' },
      resolve: { label: 'Esperar el resto' },
    },
  },
  transfer: {
    title: 'Un huésped dice que transfirió la seña',
    about: 'El importe es único por sus centavos: buscalo en tu banco. Una foto no confirma nada.',
    choices: {
      approve: { label: 'Está en el banco', asks: 'Queda confirmada y se le avisa al huésped.' },
      refuse: {
        label: 'No está',
        asks: 'Se le avisa y tiene media hora para pagar de otra forma.',
      },
    },
  },
  refundByHand: {
    title: 'Hay que devolver una transferencia o efectivo',
    about: 'MercadoPago no puede: sale de tu banco o de la caja.',
    choices: { approve: { label: 'Ya lo devolví', asks: 'Queda anotado como devuelto.' } },
  },
  stayCancelled: { title: 'Un huésped canceló su reserva', choices: seen },
  drift: {
    title: 'MercadoPago y los libros no dicen lo mismo',
    about: 'Se volvió a mirar el pago. Si sigue así mañana, avisá a quien mantiene Posta.',
    choices: seen,
  },
  calendarConflict: {
    title: 'Dos ventas para las mismas noches',
    about: ({ detail }) => conflictWords(detail),
    choices: {
      refuse: {
        label: 'Cancelar la de acá',
        asks: 'Se cancela la reserva de acá, se devuelve todo y se le avisa al huésped.',
      },
      resolve: { label: 'Ya me ocupé' },
    },
  },
  calendarOverlap: {
    title: 'Dos calendarios tienen las mismas noches',
    about: ({ detail }) => conflictWords(detail),
    choices: seen,
  },
  calendarFailing: {
    title: 'Otro calendario no se lee bien',
    about: ({ detail }) =>
      detail.why === 'eventUnreadable'
        ? `En ${detail.feed} ${unreadableWords(detail.detail)}. Lo demás se lee bien.`
        : `${detail.feed}: ${failureWords(detail.why, detail.detail)}. Sus noches siguen como estaban; lo que se venda allá no se ve acá.`,
    choices: seen,
  },
  foreignPayment: { title: 'Un pago que no es de esta cuenta', choices: seen },
  strayCredit: {
    title: 'Quedó plata a favor de un huésped',
    about: 'No corresponde a ninguna estadía en pie.',
    choices: {
      approve: { label: 'Me la quedo', asks: 'Queda para el alojamiento.' },
      refuse: { label: 'Devolver', asks: 'Vuelve ahora al huésped.' },
    },
  },
  dispute: {
    title: 'Hay un reclamo en MercadoPago',
    about: 'Se responde en MercadoPago; mientras tanto no se devuelve nada.',
    choices: seen,
  },
  refundBlocked: {
    title: 'Una devolución no sale',
    about: 'MercadoPago la rechazó. Se vuelve a pedir cada día.',
    choices: {
      approve: { label: 'Pedirla de nuevo', asks: 'Se pide otra vez la misma devolución.' },
      resolve: { label: 'Ya lo vi' },
    },
  },
  refundedOutside: {
    title: 'Se devolvió desde MercadoPago',
    about: 'La seña de una reserva salió sin pasar por acá.',
    choices: {
      approve: { label: 'La reserva sigue', asks: 'Sigue en pie sin esa seña.' },
      refuse: {
        label: 'Cancelar la reserva',
        asks: 'Se cancela, se devuelve lo que quede y se le avisa al huésped.',
      },
    },
  },
  cannotAsk: {
    title: 'MercadoPago no contesta por un pago',
    choices: { approve: { label: 'Preguntar ahora' }, resolve: { label: 'Ya lo vi' } },
  },
  linkFailed: {
    title: 'No se pudo crear el link de pago',
    choices: { approve: { label: 'Crearlo de nuevo' }, resolve: { label: 'Ya lo vi' } },
  },
  noShow: {
    title: '¿Llegaron los huéspedes?',
    about: 'Ayer era el día de entrada y nadie marcó la llegada.',
    choices: {
      approve: { label: 'Sí, llegaron' },
      refuse: { label: 'No vinieron', asks: 'Queda anotado que no se presentaron.' },
      resolve: { label: 'Dejarlo así' },
    },
  },
  arrivalHour: {
    title: 'Llegan fuera del horario de entrada',
    about: ({ detail }) =>
      `Avisan que llegan a las ${detail.time}. Si no hay problema, no hace falta hacer nada.`,
    choices: seen,
  },
  mailFailed: {
    title: 'Un mail no salió',
    about: 'El servidor de correo no lo aceptó. En el chat sí se le avisó al huésped.',
    choices: seen,
  },
  handoff: {
    title: 'Un huésped pide hablar con vos',
    choices: { approve: { label: 'Tomar el chat' }, resolve: { label: 'Ya lo vi' } },
  },
  erasure: {
    title: 'Un huésped pidió que borres sus datos',
    about: 'Se borran solos, a más tardar en 5 días hábiles o cuando termine su estadía.',
  },
  dataAccess: {
    title: 'Un huésped pidió una copia de sus datos',
    about: 'Tenés 10 días corridos: se baja con «exportGuest» y se la mandás.',
    choices: { resolve: { label: 'Ya se la mandé' } },
  },
  undelivered: {
    title: 'Un mensaje no llegó',
    about: 'WhatsApp no lo pudo entregar.',
    choices: { approve: { label: 'Enviarlo de nuevo' }, resolve: { label: 'Dejarlo' } },
  },
};
// A kind that this page does not know: nothing is done at one tap.
const fallback = {
  approve: { label: 'Aprobar', asks: '' },
  refuse: { label: 'Rechazar', asks: '' },
  resolve: { label: 'Ya me ocupé' },
};

/** `after` is called once it is decided. */
export function decisionCard(decision, { app, openStay, after }) {
  const { title, about, choices = {} } = kinds[decision.kind] ?? { title: decision.kind };
  const words = decision.amount === null ? '' : money(decision.amount);
  const facts = [
    decision.reservationId !== null &&
      button(`Reserva ${decision.code}`, () => openStay(decision.reservationId), 'is-link'),
    decision.detail?.receipt?.mediaId &&
      button(
        'Ver el comprobante',
        ({ currentTarget }) => attempt(currentTarget, () => showReceipt(decision.reservationId)),
        'is-link',
      ),
    decision.guestId !== null &&
      button('Ver el chat', () => app.go(`chats/${decision.guestId}`), 'is-link'),
  ];
  const buttons = Object.keys(decision.choices).map((name, index) => {
    const choice = choices[name] ?? fallback[name];
    const does = decision.choices[name];
    return button(
      choice.label,
      ({ currentTarget }) => press(currentTarget, name, choice, does),
      index === 0 ? 'is-main' : '',
    );
  });

  async function press(pressed, name, choice, does) {
    if (choice.asks === undefined) {
      if (await attempt(pressed, () => decide(name), 'Listo.')) after();
      return;
    }
    const code = choice.needsReservation && codeField();
    confirmSheet({
      title: [choice.label, words].filter(Boolean).join(' · '),
      words: choice.asks || does,
      label: `Sí, ${choice.label.charAt(0).toLowerCase()}${choice.label.slice(1)}`,
      tone: name === 'refuse' ? 'is-bad' : 'is-main',
      fields: code ? [code] : [],
      async act() {
        const reservationId = code
          ? await reservationOf(code.querySelector('input').value)
          : undefined;
        await decide(name, reservationId);
        toast('Listo.');
        after();
      },
    });
  }

  const decide = (name, reservationId) =>
    change('POST', `/decisions/${decision.id}`, {
      decision: name,
      ...(reservationId !== undefined && { reservationId }),
    });

  return el(
    'article',
    { class: 'card is-decision' },
    el(
      'div',
      { class: 'card-head' },
      el('span', { class: 'mark' }, icon('warning')),
      el('h3', {}, title),
      words && el('strong', { class: 'amount' }, words),
    ),
    about && el('p', { class: 'soft' }, typeof about === 'function' ? about(decision) : about),
    el('p', { class: 'facts' }, el('span', {}, ago(decision.createdAt, app.now())), ...facts),
    el('div', { class: 'actions' }, ...buttons),
  );
}

const codeField = () =>
  el(
    'label',
    { class: 'labelled' },
    'Código de la reserva',
    el('input', { class: 'field', autocapitalize: 'characters', autocomplete: 'off' }),
  );

/** A picture on the page, a PDF as a download: nothing that a guest sent opens as a page of ours. */
async function showReceipt(reservationId) {
  const file = await readFile(`/reservations/${reservationId}/receipt`);
  const href = URL.createObjectURL(file);
  const extension = file.type.split('/')[1];
  const name = `comprobante-${reservationId}.${extension}`;
  const download = el('a', { class: 'button', href, download: name }, 'Descargar');
  const picture =
    file.type.startsWith('image/') &&
    el('img', { class: 'receipt', src: href, alt: 'Comprobante de la transferencia' });
  openSheet('Comprobante', picture, el('div', { class: 'actions' }, download));
}

async function reservationOf(written) {
  const code = written.trim().toUpperCase();
  const found =
    code.length < 2 ? [] : (await read(`/reservations?find=${encodeURIComponent(code)}`)).items;
  const one = found.find((each) => each.code.toUpperCase() === code);
  if (one === undefined) throw { words: 'No hay una reserva con ese código.' };
  return one.id;
}
