// The frame: who is signed in, which section is shown (`#hoy`, `#calendario`, `#chats/12`), and how much waits.
import { onSignedOut, polling, read, session, change } from './api.js';
import { createCalendar } from './calendar.js';
import { createChats } from './chats.js';
import { el, icon } from './dom.js';
import { closeSheet } from './sheet.js';
import { createSignIn } from './sign-in.js';
import { createToday } from './today.js';
import { clockOf } from './words.js';

const place = (id) => document.getElementById(id);
const COUNTS_MS = 30_000;
const AGAIN_MS = 5_000;

const app = {
  me: undefined,
  clock: undefined,
  aheadMs: 0,
  /** The service's: a phone's clock may be wrong. */
  now: () => Date.now() + app.aheadMs,
  async meet() {
    app.me = await read('/me');
    app.clock = clockOf(app.me.timeZone);
    app.aheadMs = Date.parse(app.me.now) - Date.now();
    return app.me;
  },
  go: (hash) => {
    location.hash = hash;
  },
  waiting: { today: 0, chats: 0 },
  showWaiting(counts) {
    Object.assign(app.waiting, counts);
    renderTabs();
  },
};

const sections = [
  { name: 'hoy', label: 'Hoy', icon: 'sun', count: () => app.waiting.today, create: createToday },
  {
    name: 'calendario',
    label: 'Calendario',
    icon: 'calendar',
    count: () => 0,
    create: createCalendar,
  },
  {
    name: 'chats',
    label: 'Chats',
    icon: 'chat',
    count: () => app.waiting.chats,
    create: createChats,
  },
];
let views = new Map();
let shown;

const counts = polling(async () => {
  const [decisions, chats] = await Promise.all([
    read('/decisions?limit=100'),
    read('/conversations?mode=person&limit=100'),
  ]);
  app.showWaiting({
    today: decisions.items.filter(({ kind }) => kind !== 'handoff').length,
    chats: chats.items.filter(({ waitingSince }) => waitingSince !== null).length,
  });
}, COUNTS_MS);

function route() {
  if (!app.me) return;
  const [name, detail] = location.hash.slice(1).split('/');
  const section = sections.find((one) => one.name === name) ?? sections[0];
  const view = views.get(section.name) ?? section.create(app);
  views.set(section.name, view);
  closeSheet();
  if (shown !== view) {
    shown?.stop();
    shown = view;
    place('main').replaceChildren(view.root);
    place('main').scrollTop = 0;
  }
  document.body.dataset.section = section.name;
  document.body.classList.toggle('has-detail', detail !== undefined);
  view.start(detail);
  renderTabs();
}

function renderTabs() {
  const current = document.body.dataset.section;
  place('tabs').replaceChildren(
    ...sections.map(({ name, label, icon: drawn, count }) =>
      el(
        'a',
        { class: 'tab', href: `#${name}`, 'aria-current': name === current && 'page' },
        el('span', { class: 'tab-icon' }, icon(drawn), badge(count())),
        label,
      ),
    ),
  );
}

const badge = (count) =>
  count > 0 && el('span', { class: 'badge', 'aria-label': `${count} en espera` }, String(count));

function renderBar(name) {
  const leave = el(
    'button',
    { class: 'bar-out', type: 'button', title: `Salir (${app.me.email})`, onclick: signOut },
    icon('out'),
    el('span', {}, 'Salir'),
  );
  place('bar').replaceChildren(
    el('img', { src: '/admin/page/icon.svg', alt: '', width: 30, height: 30 }),
    el('strong', { class: 'bar-name' }, name),
    leave,
  );
}

async function signOut() {
  await change('POST', '/logout').catch(() => {});
  session.forget();
  showSignIn();
}

function showSignIn(problem) {
  shown?.stop();
  counts.stop();
  closeSheet();
  shown = undefined;
  views = new Map();
  app.me = undefined;
  document.body.classList.remove('is-in');
  place('main').replaceChildren(createSignIn({ enter, problem }));
}

/** Throws what the service says of the token. */
async function enter() {
  await app.meet();
  const { name } = await read('/property');
  document.body.classList.add('is-in');
  renderBar(name);
  route();
  void counts.start();
}

/** A token that was good a moment ago stays while the service is away. */
async function open() {
  if (session.token() === null) return showSignIn();
  try {
    await enter();
  } catch (problem) {
    if (session.token() === null) return showSignIn(problem);
    place('main').replaceChildren(el('p', { class: 'problem', role: 'alert' }, problem.words));
    setTimeout(open, AGAIN_MS);
  }
}

// Before that the form itself says it.
onSignedOut((problem) => app.me && showSignIn(problem));
window.addEventListener('hashchange', route);
void open();
