// The inbox beside the open chat; on a phone one or the other.
import { polling, read } from './api.js';
import { el } from './dom.js';
import { createTranscript } from './transcript.js';
import { ago, phoneWords, plain } from './words.js';

const EVERY_MS = 6_000;
const speakers = { guest: '', bot: 'Posta: ', owner: 'Vos: ' };

export function createChats(app) {
  const list = el('div', { class: 'inbox' }, el('p', { class: 'nothing' }, 'Cargando los chats…'));
  const pane = el('div', { class: 'pane' });
  const root = el('div', { class: 'chats' }, list, pane);
  const refresh = polling(load, EVERY_MS);
  let chats = [];
  let last;
  let opened;
  let openedId;

  async function load() {
    const { items } = await read('/conversations?limit=100');
    app.showWaiting({ chats: items.filter(({ waitingSince }) => waitingSince !== null).length });
    // The minutes that somebody waits are part of what is seen.
    const seen = JSON.stringify([items, openedId, Math.floor(app.now() / 60_000)]);
    if (seen === last) return;
    last = seen;
    chats = items;
    draw();
  }

  function draw() {
    if (chats.length === 0)
      return list.replaceChildren(
        el('p', { class: 'nothing' }, 'Todavía no escribió nadie por WhatsApp.'),
      );
    const groups = [
      ['Te esperan', chats.filter((chat) => chat.waitingSince !== null)],
      ['Los llevás vos', chats.filter((chat) => chat.mode === 'person' && !chat.waitingSince)],
      ['Los atiende Posta', chats.filter((chat) => chat.mode === 'bot')],
    ];
    list.replaceChildren(
      ...groups.flatMap(([title, some]) =>
        some.length === 0 ? [] : [el('h2', {}, title), ...some.map((chat) => rowOf(chat))],
      ),
    );
  }

  function rowOf(chat) {
    const name = chat.profileName ?? phoneWords(chat.phone);
    const at = chat.waitingSince ?? latest(chat);
    return el(
      'a',
      {
        class: `chat-row ${chat.waitingSince ? 'is-waiting' : ''}`,
        href: `#chats/${chat.id}`,
        'aria-current': String(chat.id) === openedId && 'true',
      },
      el(
        'span',
        { class: 'avatar', 'aria-hidden': 'true' },
        name.replace('+', '').charAt(0).toUpperCase(),
      ),
      el('strong', { class: 'chat-name' }, name),
      el('span', { class: 'since' }, at ? ago(at, app.now()) : ''),
      el(
        'span',
        { class: 'one-line' },
        chat.lastText === null ? '' : `${speakers[chat.lastFrom]}${plain(chat.lastText)}`,
      ),
    );
  }

  function open(id) {
    if (id === openedId) return;
    opened?.stop();
    openedId = id;
    opened = id === undefined ? undefined : createTranscript(app, id, () => refresh.now());
    pane.replaceChildren(
      opened?.root ?? el('p', { class: 'nothing' }, 'Elegí un chat para leerlo y contestar.'),
    );
    last = undefined;
  }

  return {
    root,
    start(id) {
      open(id);
      opened?.start();
      void refresh.start();
    },
    stop() {
      opened?.stop();
      refresh.stop();
    },
  };
}

/** Both are ISO texts, or null. */
const latest = ({ lastInboundAt, lastMessageAt }) =>
  (lastInboundAt ?? '') > (lastMessageAt ?? '') ? lastInboundAt : lastMessageAt;
