// WhatsApp's marks in a text: *bold*, _italic_, ~strike~, `code`, and addresses.
import { el } from './dom.js';

const marks = [
  [/```([^`]+)```/, 'code'],
  [/`([^`\n]+)`/, 'code'],
  [/(?<![\p{L}\p{N}*])\*(\S(?:[^*\n]*\S)?)\*(?![\p{L}\p{N}*])/u, 'strong'],
  [/(?<![\p{L}\p{N}_])_(\S(?:[^_\n]*\S)?)_(?![\p{L}\p{N}_])/u, 'em'],
  [/(?<![\p{L}\p{N}~])~(\S(?:[^~\n]*\S)?)~(?![\p{L}\p{N}~])/u, 's'],
];
const address = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/;

/** An array of nodes and strings; `resolve` says where an address really leads. */
export function formatted(text, resolve) {
  const link = address.exec(text);
  if (link !== null) {
    const anchor = el(
      'a',
      { href: resolve(link[0]), target: '_blank', rel: 'noopener' },
      link[0].replace(/^https?:\/\//, ''),
    );
    return [
      ...formatted(text.slice(0, link.index), resolve),
      anchor,
      ...formatted(text.slice(link.index + link[0].length), resolve),
    ];
  }
  let first;
  for (const [expression, tag] of marks) {
    const found = expression.exec(text);
    if (found !== null && (first === undefined || found.index < first.found.index))
      first = { found, tag };
  }
  if (first === undefined) return text === '' ? [] : [text];
  const { found, tag } = first;
  const inner = tag === 'code' ? [found[1]] : formatted(found[1], resolve);
  return [
    text.slice(0, found.index),
    el(tag, {}, ...inner),
    ...formatted(text.slice(found.index + found[0].length), resolve),
  ].filter((part) => part !== '');
}

/** The same without marks, for one-line previews. */
export const plain = (text) =>
  text
    .replaceAll(/[*_~`]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

const zone = 'America/Argentina/Buenos_Aires';
export const timeOf = (at) =>
  new Intl.DateTimeFormat('es-AR', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(at);
export const dayOf = (at) =>
  new Intl.DateTimeFormat('es-AR', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: zone,
  }).format(at);
export const shortDayOf = (at) =>
  new Intl.DateTimeFormat('es-AR', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: zone,
  })
    .format(at)
    .replace(',', '');
export const monthOf = (at) =>
  new Intl.DateTimeFormat('es-AR', { month: 'long', timeZone: zone }).format(at);
export const money = (amount) =>
  new Intl.NumberFormat('es-AR', {
    style: 'currency',
    currency: 'ARS',
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
  }).format(amount);
