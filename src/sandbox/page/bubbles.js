// One message as WhatsApp shows it.
import { el, icon, tickNode } from './dom.js';
import { formatted, plain, timeOf } from './formatting.js';

const unreadable = {
  audio: '🎤 Audio',
  video: '🎬 Video',
  sticker: 'Sticker',
  contacts: '👤 Contacto',
  document: '📄 Documento',
};

/** `view` gives: resolve(link), picture(link), tap(entry, choice), openList(entry), find(id). */
export function bubbleOf(entry, view) {
  const { message } = entry;
  const isMine = entry.from === 'guest';
  const interactive = message.interactive ?? {};
  const cards = interactive.action?.cards;

  const bubble = el('div', { class: `bubble ${isMine ? 'is-mine' : 'is-theirs'}` });
  if (entry.from === 'owner')
    bubble.append(el('div', { class: 'bubble-owner' }, 'El dueño, desde su teléfono'));
  const quote = quoteOf(message, view);
  if (quote !== undefined) bubble.append(quote);
  bubble.append(...contentOf(entry, view));
  bubble.append(footOf(entry, isMine));

  const row = el(
    'div',
    { class: `row ${isMine ? 'is-mine' : 'is-theirs'}`, 'data-id': entry.id },
    bubble,
  );
  if (Array.isArray(cards)) row.append(carouselOf(entry, cards, view));
  else bubble.append(...actionsOf(entry, interactive, view));
  return row;
}

function quoteOf(message, view) {
  const quoted = message.context?.id ?? message.context?.message_id;
  const original = quoted === undefined ? undefined : view.find(quoted);
  if (original === undefined) return undefined;
  return el('div', { class: 'quote' }, plain(original.text).slice(0, 90) || 'Mensaje');
}

function contentOf(entry, view) {
  const { message } = entry;
  const text = (value, className = 'text') =>
    value === undefined || value === ''
      ? []
      : [el('div', { class: className }, ...formatted(value, view.resolve))];
  switch (message.type) {
    case 'text':
      return text(message.text.body);
    case 'interactive':
      if (message.interactive.button_reply) return text(message.interactive.button_reply.title);
      if (message.interactive.nfm_reply)
        return text(JSON.parse(message.interactive.nfm_reply.response_json).summary);
      if (message.interactive.list_reply)
        return [
          ...text(message.interactive.list_reply.title),
          ...text(message.interactive.list_reply.description, 'text is-soft'),
        ];
      return [
        ...headerOf(message.interactive.header, view),
        ...text(message.interactive.body?.text),
        ...text(message.interactive.footer?.text, 'text is-soft'),
      ];
    case 'image':
      return [pictureOf(message.image, view), ...text(message.image.caption)];
    case 'location':
      return [placeOf(message.location)];
    case 'template':
      return [
        el('div', { class: 'bubble-kind' }, `Plantilla ${message.template.name}`),
        ...text(templateValues(message.template).join('\n')),
      ];
    case 'reaction':
      return text(`Reaccionó con ${message.reaction.emoji}`, 'text is-soft');
    default:
      return text(unreadable[message.type] ?? `Mensaje de tipo ${message.type}`, 'text is-soft');
  }
}

function templateValues(template) {
  return (template.components ?? [])
    .flatMap((component) => (component.parameters ?? []).map((parameter) => parameter.text ?? ''))
    .filter((value) => value !== '');
}

function headerOf(header, view) {
  if (header?.type === 'text') return [el('div', { class: 'text is-title' }, header.text)];
  if (header?.type === 'image') return [pictureOf(header.image, view)];
  return [];
}

function pictureOf(image, view) {
  const source = image.link === undefined ? undefined : view.picture(image.link);
  return source === undefined
    ? el('div', { class: 'picture is-missing' }, '📷 Foto')
    : el('img', {
        class: 'picture',
        src: source,
        alt: plain(image.caption ?? 'Foto'),
        loading: 'lazy',
      });
}

function placeOf({ name, address, latitude, longitude }) {
  const map = el(
    'div',
    { class: 'map', 'aria-hidden': 'true' },
    el('span', { class: 'map-pin' }, icon('pin')),
  );
  const words = el(
    'div',
    { class: 'place-words' },
    el('strong', {}, name ?? 'Ubicación'),
    address === undefined ? '' : el('span', {}, address),
  );
  const href = `https://www.openstreetmap.org/?mlat=${Number(latitude)}&mlon=${Number(longitude)}#map=14/${Number(latitude)}/${Number(longitude)}`;
  return el(
    'a',
    { class: 'place', href, target: '_blank', rel: 'noopener noreferrer' },
    map,
    words,
  );
}

function footOf(entry, isMine) {
  const foot = el('div', { class: 'foot' }, el('time', {}, timeOf(entry.at)));
  if (entry.tick === 'failed')
    foot.append(el('span', { class: 'failed' }, icon('warning'), entry.failure ?? 'No se entregó'));
  else if (isMine) foot.append(tickNode(entry.tick));
  return foot;
}

function actionsOf(entry, interactive, view) {
  if (entry.from !== 'business') return [];
  const link = interactive.action?.parameters?.url;
  if (interactive.type === 'cta_url')
    return [
      el(
        'a',
        { class: 'action', href: view.resolve(link), target: '_blank', rel: 'noopener' },
        icon('open'),
        interactive.action.parameters.display_text,
      ),
    ];
  if (interactive.type === 'list')
    return [
      el(
        'button',
        { class: 'action', type: 'button', onclick: () => view.openList(entry) },
        icon('list'),
        interactive.action.button,
      ),
    ];
  if (interactive.type === 'flow')
    return [
      el(
        'button',
        { class: 'action', type: 'button', onclick: () => view.openForm(entry) },
        icon('calendar'),
        interactive.action.parameters.flow_cta,
      ),
    ];
  if (interactive.type === 'location_request_message')
    return [
      el(
        'button',
        { class: 'action', type: 'button', onclick: () => view.sendLocation() },
        icon('pin'),
        'Enviar ubicación',
      ),
    ];
  return entry.choices.map((choice) =>
    el(
      'button',
      { class: 'action', type: 'button', onclick: () => view.tap(entry, choice) },
      icon('reply'),
      choice.title,
    ),
  );
}

function carouselOf(entry, cards, view) {
  const track = el('div', {
    class: 'cards',
    tabindex: '0',
    role: 'group',
    'aria-label': 'Fichas, se corren hacia el costado',
  });
  for (const card of cards) {
    const { parameters, buttons = [] } = card.action;
    const body =
      card.body?.text === undefined
        ? ''
        : el('div', { class: 'text card-text' }, ...formatted(card.body.text, view.resolve));
    const node = el('article', { class: 'card' }, ...headerOf(card.header, view), body);
    if (parameters !== undefined)
      node.append(
        el(
          'a',
          {
            class: 'action',
            href: view.resolve(parameters.url),
            target: '_blank',
            rel: 'noopener',
          },
          icon('open'),
          parameters.display_text,
        ),
      );
    for (const { quick_reply: reply } of buttons) {
      const choice = { id: reply.id, title: reply.title, kind: 'button' };
      node.append(
        el(
          'button',
          { class: 'action', type: 'button', onclick: () => view.tap(entry, choice) },
          icon('reply'),
          reply.title,
        ),
      );
    }
    track.append(node);
  }
  return track;
}
