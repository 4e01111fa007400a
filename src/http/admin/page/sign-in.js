// The way in: a token that the server printed, pasted.
import { session } from './api.js';
import { el } from './dom.js';

export function createSignIn({ enter, problem }) {
  const said = el('p', { class: 'problem', role: 'alert', hidden: problem === undefined });
  said.textContent = problem?.words ?? '';
  const field = el('input', {
    class: 'field',
    id: 'token',
    // No suggestions, no dictionary: it opens the house.
    type: 'password',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    required: true,
  });
  const submit = el('button', { class: 'button is-main is-wide', type: 'submit' }, 'Entrar');

  async function tryIt(event) {
    event.preventDefault();
    const token = field.value.replaceAll(/\s/g, '');
    if (token === '') return field.focus();
    submit.disabled = true;
    // What a header cannot carry is no token of ours.
    const isToken = /^[\w.~+/=-]+$/.test(token);
    try {
      if (!isToken) throw { status: 401 };
      session.keep(token);
      await enter();
    } catch (refused) {
      session.forget();
      const words =
        refused.status === 401
          ? 'Esa llave no sirve: está incompleta, venció o se cerró. Pedí una nueva.'
          : refused.words;
      said.textContent = words;
      said.hidden = false;
    } finally {
      submit.disabled = false;
    }
  }

  return el(
    'form',
    { class: 'sign-in', onsubmit: tryIt },
    el('img', { src: '/admin/page/icon.svg', alt: '', width: 64, height: 64 }),
    el('h1', {}, 'Tu alojamiento, hoy'),
    el('p', { class: 'soft' }, 'Llegadas, pagos por decidir, el calendario y los chats.'),
    said,
    el('label', { for: 'token' }, 'Pegá tu llave'),
    field,
    submit,
    el(
      'details',
      { class: 'soft' },
      el('summary', {}, '¿De dónde sale la llave?'),
      el('p', {}, 'En el servidor, con tu correo autorizado:'),
      el('code', {}, 'npm run admin:token -- vos@ejemplo.com'),
      el('p', {}, 'Dura 12 horas y queda solo en esta pestaña.'),
    ),
  );
}
