// Nodes, never markup: whatever somebody wrote goes in as text.

/** `onclick` and its kind become listeners; the rest are attributes; undefined and false are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(
    ...children.flat().filter((child) => child != null && child !== false && child !== ''),
  );
  return node;
}

export const button = (label, onclick, className = '', attributes = {}) =>
  el('button', { type: 'button', class: `button ${className}`, onclick, ...attributes }, label);

const paths = {
  sun: 'M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM11 1h2v3h-2zm0 19h2v3h-2zM1 11h3v2H1zm19 0h3v2h-3zM4.9 3.5 7 5.6 5.6 7 3.5 4.9zm13.5 13.5 2.1 2.1-1.4 1.4-2.1-2.1zM19.1 3.5l1.4 1.4L18.4 7 17 5.6zM5.6 17 7 18.4l-2.1 2.1-1.4-1.4z',
  calendar: 'M7 2h2v2h6V2h2v2h4v17H3V4h4zm12 8H5v9h14zM5 6v2h14V6z',
  chat: 'M3 3h18v14H8l-5 4zm2 2v12l2.3-2H19V5z',
  out: 'M4 3h9v2H6v14h7v2H4zm12 5 5 4-5 4v-3H9v-2h7z',
  back: 'M14.5 5 16 6.5 10.5 12l5.5 5.5-1.5 1.5-7-7z',
  next: 'M9.5 5 8 6.5l5.5 5.5L8 17.5 9.5 19l7-7z',
  close:
    'M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4L12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z',
  check: 'M9.5 18.5 3 12l1.9-1.9 4.6 4.6L19.1 5 21 6.9z',
  clock: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm1 10.6 4 2.4-1 1.7-5-3V6h2z',
  lock: 'M7 10V8a5 5 0 0 1 10 0v2h2v11H5V10zm2 0h6V8a3 3 0 0 0-6 0z',
  inbox: 'M11 3h2v8.2l3-3 1.4 1.4L12 15 6.6 9.6 8 8.2l3 3zM4 15h2v4h12v-4h2v6H4z',
  send: 'M3 20.5 21.5 12 3 3.5 3 10l13 2-13 2z',
  warning: 'M12 2 1 21h22zm1 16h-2v-2h2zm0-4h-2v-5h2z',
};

const namespace = 'http://www.w3.org/2000/svg';

export function icon(name) {
  const node = document.createElementNS(namespace, 'svg');
  node.setAttribute('viewBox', '0 0 24 24');
  node.setAttribute('aria-hidden', 'true');
  node.setAttribute('class', 'icon');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', paths[name]);
  path.setAttribute('fill', 'currentColor');
  node.append(path);
  return node;
}
