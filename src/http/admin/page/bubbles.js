// One line of a transcript.
import { el, icon } from './dom.js';
import { money } from './words.js';

const media = {
  image: 'Foto',
  audio: 'Audio',
  document: 'Documento',
  video: 'Video',
  sticker: 'Sticker',
  location: 'Ubicación',
  contacts: 'Contacto',
};
const statuses = {
  queued: 'por enviar',
  sent: 'enviado',
  delivered: 'entregado',
  read: 'leído',
  failed: 'no llegó',
  dropped: 'no se envió',
};
const notes = {
  'owner.tookOver': 'El chat pasó a vos',
  'owner.handedBack': 'El chat volvió a Posta',
  'hold.expired': 'Se venció la reserva guardada',
  'payment.pending': 'Pago pendiente',
  'payment.rejected': 'Pago rechazado',
  'payment.confirmed': 'Pago recibido, reserva confirmada',
  'payment.short': 'Pago incompleto',
  'payment.repeated': 'Pago repetido, se devuelve',
  'payment.tooLate': 'Pagó tarde y ya no había lugar',
  'payment.afterCancel': 'Pagó después de cancelar',
  'payment.disputed': 'Abrió un reclamo por el pago',
  'refund.done': 'Devolución hecha',
  'refund.blocked': 'Devolución trabada',
  'reservation.cancelled': 'Reserva cancelada',
};
const marks = [
  [/(?<![\p{L}\p{N}*])\*(\S(?:[^*\n]*\S)?)\*(?![\p{L}\p{N}*])/u, 'strong'],
  [/(?<![\p{L}\p{N}_])_(\S(?:[^_\n]*\S)?)_(?![\p{L}\p{N}_])/u, 'em'],
];

/** WhatsApp's *bold* and _italic_ as nodes. */
function formatted(text) {
  const found = marks
    .map(([expression, tag]) => ({ hit: expression.exec(text), tag }))
    .filter(({ hit }) => hit !== null)
    .toSorted((one, other) => one.hit.index - other.hit.index)[0];
  if (found === undefined) return [text];
  const { hit, tag } = found;
  return [
    text.slice(0, hit.index),
    el(tag, {}, ...formatted(hit[1])),
    ...formatted(text.slice(hit.index + hit[0].length)),
  ];
}

/** Undefined for a note that tells the owner nothing. */
export function bubbleOf(line, { clock, me }) {
  if (line.direction === 'note') return noteOf(line);
  const isOut = line.direction === 'out';
  const from = isOut ? (line.author === null ? 'is-bot' : 'is-owner') : 'is-guest';
  const { kind, what } = line.payload;
  return el(
    'div',
    { class: `bubble ${from}` },
    isOut && el('span', { class: 'bubble-who' }, speakerOf(line, me)),
    kind === 'media' &&
      el('em', { class: 'soft' }, media[what] ?? 'Mensaje que no se puede mostrar'),
    line.payload.spoken && el('em', { class: 'soft' }, 'Se oyó'),
    kind === 'photo' && el('em', { class: 'soft' }, 'Foto'),
    kind === 'place' && el('em', { class: 'soft' }, `Ubicación: ${line.payload.address}`),
    kind !== 'place' && line.text !== null && el('p', {}, ...formatted(line.text)),
    optionsOf(line.payload),
    footOf(line, isOut, clock),
  );
}

function speakerOf({ author }, me) {
  if (author === null) return 'Posta';
  return author === me.email ? 'Vos' : author;
}

function noteOf(line) {
  const event = line.payload.event;
  const words = notes[line.text];
  if (words === undefined) return undefined;
  const amount = Number.isSafeInteger(event?.amount) ? ` · ${money(event.amount)}` : '';
  return el('div', { class: 'note-line' }, `${words}${amount}`);
}

/** What the guest could tap; a tap itself is a text of theirs. */
function optionsOf({ kind, buttons, rows, label }) {
  const titles =
    kind === 'buttons'
      ? buttons.map(({ title }) => title)
      : kind === 'list'
        ? rows.map(({ title }) => title)
        : kind === 'link' || kind === 'form'
          ? [label]
          : [];
  return (
    titles.length > 0 &&
    el('ul', { class: 'options' }, ...titles.map((title) => el('li', {}, title)))
  );
}

function footOf(line, isOut, clock) {
  const failed = line.status === 'failed' || line.status === 'dropped';
  return el(
    'span',
    { class: `bubble-foot ${failed ? 'is-bad' : ''}` },
    failed && icon('warning'),
    [clock.time(line.at), isOut && statuses[line.status]].filter(Boolean).join(' · '),
  );
}
