// The page: listens to what happens and hands it to the phones and the panel.
import { createAside } from './aside.js';
import { el, icon } from './dom.js';
import { monthOf, timeOf } from './formatting.js';
import { createPhone } from './phone.js';

const daysUntilSuggestion = 40;
const place = (id) => document.getElementById(id);
const state = {
  business: { name: '', publicUrl: '', serviceUrl: '' },
  aheadMs: 0,
  guests: new Map(),
  phones: new Map(),
  active: undefined,
};

const app = {
  business: () => state.business,
  now: () => Date.now() + state.aheadMs,
  month: () => monthOf(app.now() + daysUntilSuggestion * 86_400_000),
  /** The public name of the service leads nowhere here: its links are opened where it listens. */
  resolve(link) {
    const { publicUrl, serviceUrl } = state.business;
    if (link.startsWith(`${publicUrl}/`)) return serviceUrl + link.slice(publicUrl.length);
    return /^https?:\/\//.test(link) ? link : '#';
  },
  picture: (link) =>
    link.startsWith(`${state.business.publicUrl}/`)
      ? `/sandbox/api/picture?link=${encodeURIComponent(link)}`
      : undefined,
  async post(path, body) {
    try {
      const response = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return await response.json();
    } catch {
      return undefined;
    }
  },
  closeAside: () => toggleAside(false),
};

const aside = createAside(app);
place('aside').append(...aside.nodes);

function toggleAside(isOpen) {
  document.body.classList.toggle('has-aside', isOpen);
  place('bar-clock').setAttribute('aria-expanded', String(isOpen));
}
place('bar-clock').addEventListener('click', () =>
  toggleAside(!document.body.classList.contains('has-aside')),
);

function activate(waId) {
  state.active = waId;
  for (const [id, phone] of state.phones) phone.root.classList.toggle('is-active', id === waId);
  renderTabs();
  const phone = state.phones.get(waId);
  phone?.root.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  phone?.showEnd();
}

async function addGuest() {
  const added = await app.post('/sandbox/api/guests', {});
  if (added?.waId === undefined) return;
  state.active = added.waId;
  if (state.phones.has(added.waId)) activate(added.waId);
}

function renderTabs() {
  const tabs = [...state.guests.values()].map((guest) =>
    el(
      'button',
      {
        class: `tab ${guest.waId === state.active ? 'is-active' : ''}`,
        type: 'button',
        'aria-pressed': String(guest.waId === state.active),
        onclick: () => activate(guest.waId),
      },
      guest.name,
    ),
  );
  const add = el(
    'button',
    {
      class: 'tab is-add',
      type: 'button',
      title: 'Sumar un huésped',
      'aria-label': 'Sumar un huésped',
      onclick: addGuest,
    },
    icon('plus'),
    el('span', {}, 'Otro huésped'),
  );
  place('tabs').replaceChildren(...tabs, add);
}

function showGuest(guest) {
  const isNew = !state.guests.has(guest.waId);
  state.guests.set(guest.waId, guest);
  let phone = state.phones.get(guest.waId);
  if (phone === undefined) {
    phone = createPhone(app, guest.waId);
    state.phones.set(guest.waId, phone);
    place('phones').append(phone.root);
  }
  phone.update(guest);
  if (isNew) activate(state.active ?? guest.waId);
}

function showTime() {
  aside.showTime(app.now());
  place('bar-clock').replaceChildren(icon('clock'), timeOf(app.now()));
  for (const [waId, phone] of state.phones) phone.tick(state.guests.get(waId));
}

const live = new EventSource('/sandbox/api/live');
const on = (event, listener) =>
  live.addEventListener(event, (message) => listener(JSON.parse(message.data)));
const setClock = ({ now }) => {
  state.aheadMs = now - Date.now();
  showTime();
};
on('hello', (hello) => {
  state.business = hello.business;
  setClock(hello);
  for (const guest of hello.guests) showGuest(guest);
  aside.showMoney(hello.money);
  document.body.classList.add('is-live');
});
on('guest', showGuest);
on('money', (shown) => aside.showMoney(shown));
on('clock', setClock);
setInterval(showTime, 1_000);
