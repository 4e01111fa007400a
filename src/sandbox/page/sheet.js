// The sheet that comes up from below with the rows of a list.
import { el, icon } from './dom.js';

export function openSheet(host, interactive, choose) {
  const { button, sections } = interactive.action;
  const dialog = el('dialog', { class: 'sheet', 'aria-label': button });
  const close = el(
    'button',
    { class: 'icon-button', type: 'button', 'aria-label': 'Cerrar', onclick: () => dialog.close() },
    icon('close'),
  );
  dialog.append(el('header', { class: 'sheet-head' }, el('h2', {}, button), close));
  const list = el('div', { class: 'sheet-rows' });
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
  dialog.append(list);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  host.append(dialog);
  dialog.show();
  host.classList.add('has-sheet');
  dialog.addEventListener('close', () => host.classList.remove('has-sheet'));
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') dialog.close();
  });
  list.querySelector('button')?.focus();
}
