// Nodes, never markup: whatever somebody wrote goes in as text.

/** `onclick` and its kind become listeners; the rest are attributes; undefined and false are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child != null && child !== ''));
  return node;
}

const paths = {
  reply: 'M10 9V5l-7 7 7 7v-4.1c5 0 8.5 1.6 11 5.1-1-5-4-10-11-11z',
  list: 'M4 6h2v2H4zm4 0h12v2H8zM4 11h2v2H4zm4 0h12v2H8zm-4 5h2v2H4zm4 0h12v2H8z',
  calendar: 'M7 2h2v2h6V2h2v2h3v17H4V4h3zm11 7H6v10h12zM8 11h3v3H8z',
  open: 'M14 4h6v6h-2V7.4l-7.3 7.3-1.4-1.4L16.6 6H14zM5 6h6v2H7v9h9v-4h2v6H5z',
  send: 'M3 20.5 21.5 12 3 3.5 3 10l13 2-13 2z',
  pin: 'M12 2a7 7 0 0 0-7 7c0 5 7 13 7 13s7-8 7-13a7 7 0 0 0-7-7zm0 9.5A2.5 2.5 0 1 1 12 6.5a2.5 2.5 0 0 1 0 5z',
  plus: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  clock: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm1 11h-2V6h2zm0 0 4.5 2.7-1 1.7L11 14v-1z',
  close:
    'M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4L12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z',
  microphone:
    'M12 2a3.5 3.5 0 0 0-3.5 3.5v6a3.5 3.5 0 0 0 7 0v-6A3.5 3.5 0 0 0 12 2zm-7 9h2a5 5 0 0 0 10 0h2a7 7 0 0 1-6 6.9V22h-2v-4.1A7 7 0 0 1 5 11z',
  warning: 'M12 2 1 21h22zm1 16h-2v-2h2zm0-4h-2v-5h2z',
};

const namespace = 'http://www.w3.org/2000/svg';

function svg(viewBox, d, className, attributes = {}) {
  const node = document.createElementNS(namespace, 'svg');
  node.setAttribute('viewBox', viewBox);
  node.setAttribute('aria-hidden', 'true');
  node.setAttribute('class', className);
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', d);
  for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
  node.append(path);
  return node;
}

export const icon = (name) => svg('0 0 24 24', paths[name], 'icon', { fill: 'currentColor' });

const ticks = {
  sent: ['M4 6.5 7 9.5 13 2.5', 'enviado'],
  delivered: ['M1 6.5 4 9.5 10 2.5 M7 8.8 7.7 9.5 13.7 2.5', 'entregado'],
  read: ['M1 6.5 4 9.5 10 2.5 M7 8.8 7.7 9.5 13.7 2.5', 'leído'],
};

export function tickNode(tick) {
  const [d, words] = ticks[tick] ?? ticks.sent;
  const node = svg('0 0 15 12', d, `tick is-${tick}`, {
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.5',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  });
  return el('span', { class: 'tick-box', title: words, 'aria-label': words, role: 'img' }, node);
}
