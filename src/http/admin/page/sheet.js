// One thing on top of the page, at the bottom of a phone and in the middle of a desktop.
import { button, el, icon } from './dom.js';

const dialog = document.getElementById('sheet');
dialog.addEventListener('click', ({ target }) => {
  // The dialog itself is only hit outside its content.
  if (target === dialog) dialog.close();
});

export const closeSheet = () => dialog.close();

export function openSheet(title, ...nodes) {
  const close = el(
    'button',
    { class: 'sheet-close', type: 'button', 'aria-label': 'Cerrar', onclick: closeSheet },
    icon('close'),
  );
  const head = el('div', { class: 'sheet-head' }, el('h2', { id: 'sheet-title' }, title), close);
  dialog.setAttribute('aria-labelledby', 'sheet-title');
  dialog.replaceChildren(el('div', { class: 'sheet-body' }, head, ...nodes));
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}

/** What moves money, or cannot be taken back, is asked twice. `act` may refuse in words, and then stays open. */
export function confirmSheet({ title, words, label, tone = 'is-main', act, fields = [] }) {
  const problem = el('p', { class: 'problem', role: 'alert', hidden: true });
  const yes = button(label, run, tone);
  async function run() {
    yes.disabled = true;
    try {
      await act();
      closeSheet();
    } catch (error) {
      problem.textContent = error.words ?? 'Algo falló en esta página.';
      problem.hidden = false;
      yes.disabled = false;
    }
  }
  openSheet(
    title,
    el('p', { class: 'sheet-words' }, words),
    ...fields,
    problem,
    el('div', { class: 'actions' }, yes, button('Volver', closeSheet)),
  );
}

export function toast(words, tone = '') {
  const node = el('div', { class: `toast ${tone}` }, words);
  const place = document.getElementById('toasts');
  place.append(node);
  // Shown anew it lies above a sheet that was opened before.
  if (place.matches(':popover-open')) place.hidePopover();
  place.showPopover();
  setTimeout(() => node.remove(), 4_500);
}

/** Does it, with the button off meanwhile, and says what came of it. */
export async function attempt(pressed, work, said) {
  pressed.disabled = true;
  try {
    await work();
    if (said) toast(said);
    return true;
  } catch (error) {
    toast(error.words ?? 'Algo falló en esta página.', 'is-bad');
    return false;
  } finally {
    pressed.disabled = false;
  }
}
