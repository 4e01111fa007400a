// The sheet that comes up from below: the rows of a list, or a form.
import { el, icon } from './dom.js';

/** A dialog over the phone; whatever closes it takes it away. */
export function raise(host, title, content, className = 'sheet') {
  const dialog = el('dialog', { class: className, 'aria-label': title });
  const close = el(
    'button',
    { class: 'icon-button', type: 'button', 'aria-label': 'Cerrar', onclick: () => dialog.close() },
    icon('close'),
  );
  dialog.append(el('header', { class: 'sheet-head' }, el('h2', {}, title), close), content);
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') dialog.close();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    host.classList.remove('has-sheet');
  });
  host.append(dialog);
  dialog.show();
  host.classList.add('has-sheet');
  return dialog;
}

export function openSheet(host, interactive, choose) {
  const { button, sections } = interactive.action;
  const list = el('div', { class: 'sheet-rows' });
  const dialog = raise(host, button, list);
  for (const section of sections) {
    if (section.title) list.append(el('h3', { class: 'sheet-section' }, section.title));
    for (const row of section.rows) {
      const words = el(
        'span',
        { class: 'sheet-words' },
        el('strong', {}, row.title),
        row.description ? el('span', {}, row.description) : '',
      );
      const pick = () => {
        dialog.close();
        choose({ id: row.id, title: row.title, kind: 'list' });
      };
      list.append(
        el(
          'button',
          { class: 'sheet-row', type: 'button', onclick: pick },
          words,
          el('span', { class: 'radio', 'aria-hidden': 'true' }),
        ),
      );
    }
  }
  list.querySelector('button')?.focus();
}
