// The admin REST, asked with the token of this tab. The token lives in sessionStorage alone: never in an
// address, gone with the tab.

const BASE = '/api/v1/admin';
const KEY = 'posta.token';
const RETRY_MS = 800;

export const session = {
  token: () => sessionStorage.getItem(KEY),
  keep: (token) => sessionStorage.setItem(KEY, token),
  forget: () => sessionStorage.removeItem(KEY),
};

/** `words` are for the owner; `status` is 0 where nobody answered. */
class Refused extends Error {
  constructor(status, title, words) {
    super(words);
    this.status = status;
    this.title = title;
    this.words = words;
  }
}

const byTitle = {
  "The owner's side is closed": 'El panel está cerrado: al servidor le falta JWT_SECRET.',
  'Those nights are taken': 'Alguna de esas noches ya está ocupada. Elegí otras.',
  'That calendar is read already': 'Ese calendario ya se lee.',
  'That is more calendars than a cabin can have': 'Son demasiados calendarios para una cabaña.',
  'It was decided before': 'Eso ya se decidió.',
  'Two changes met; ask again': 'Justo se cruzó otro cambio. Probá de nuevo.',
  'That money is not waiting any more': 'Esa plata ya no está esperando.',
  'Say which reservation it belongs to': 'Falta decir de qué reserva es.',
  'There is no such reservation': 'No hay una reserva así.',
  'There is no such receipt':
    'Todavía no se pudo bajar. Si en un rato sigue así, pedile que lo mande de nuevo.',
  'There is no such conversation': 'Todavía no escribió por WhatsApp.',
  'The hold is over': 'La reserva ya no está guardada.',
  'A dispute is open': 'Hay un reclamo abierto: se resuelve en MercadoPago.',
  'It is over already': 'Esa reserva ya terminó.',
  'It cannot be sent again': 'Ese mensaje no se puede enviar otra vez.',
  'It cannot be said of this reservation now': 'Eso se marca desde el día de llegada.',
};
const byStatus = {
  0: 'No hay conexión con Posta. Probá de nuevo.',
  400: 'Hay algo en lo que escribiste que no se puede leer.',
  401: 'Tu sesión terminó. Pegá una llave nueva.',
  403: 'Ese correo no está entre los autorizados.',
  404: 'Eso ya no está.',
  409: 'No se puede hacer ahora.',
  413: 'Es demasiado largo.',
  429: 'Demasiados pedidos seguidos. Esperá un momento.',
  503: 'Posta está ocupada o reiniciándose. Probá de nuevo en un momento.',
};

const refused = (status, title = '') =>
  new Refused(status, title, byTitle[title] ?? byStatus[status] ?? 'Algo falló de nuestro lado.');

let whenSignedOut = () => {};
export const onSignedOut = (listener) => {
  whenSignedOut = listener;
};

async function ask(method, path, { body, headers = {}, as = 'json' } = {}) {
  const token = session.token();
  const answer = await fetch(BASE + path, {
    method,
    cache: 'no-store',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => undefined);
  if (answer === undefined) throw refused(0);
  if (answer.ok && as === 'file') return answer.blob();
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) return said;
  const problem = refused(answer.status, said.title);
  // An answer to a token that is not the one of now says nothing about the one of now.
  if ([401, 403].includes(answer.status) && token !== null && session.token() === token) {
    session.forget();
    whenSignedOut(problem);
  }
  throw problem;
}

export const read = (path) => ask('GET', path);
export const readFile = (path) => ask('GET', path, { as: 'file' });

/** The same key both times: what was done the first time is not done again. */
export async function change(method, path, body) {
  const asked = { body, headers: { 'idempotency-key': newKey() } };
  try {
    return await ask(method, path, asked);
  } catch (problem) {
    if (problem.status !== 0 && problem.title !== 'Two changes met; ask again') throw problem;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    return ask(method, path, asked);
  }
}

/** Not `randomUUID`: browsers hide it from pages without TLS, as on a test server at home. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Asks again and again while it is on and the page is seen. */
export function polling(work, everyMs) {
  let timer;
  let isOn = false;
  let round = 0;
  async function now() {
    const mine = ++round;
    clearTimeout(timer);
    if (!isOn) return;
    if (!document.hidden) await work().catch(() => {});
    if (isOn && mine === round) timer = setTimeout(now, everyMs);
  }
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void now();
  });
  return {
    now,
    start() {
      isOn = true;
      return now();
    },
    stop() {
      isOn = false;
      clearTimeout(timer);
    },
  };
}
