// A form of WhatsApp Flows as the phone shows it: the screens of its Flow JSON, with the data that the
// endpoint gives. Only the components that our form has.
import { createCalendar } from './calendar.js';
import { el } from './dom.js';
import { formatted } from './formatting.js';
import { raise } from './sheet.js';

const broken = 'Algo salió mal. Cerrá y volvé a intentar.';

/** `${data.x}` and `${form.x}`, wherever they stand. */
function resolve(value, scope) {
  if (typeof value === 'string') {
    const found = /^\$\{(data|form)\.([\w-]+)\}$/.exec(value);
    return found === null ? value : scope[found[1]]?.[found[2]];
  }
  if (Array.isArray(value)) return value.map((each) => resolve(each, scope));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, resolve(inner, scope)]),
  );
}

/** `ask(request)` gives {status, body, json}; `complete(answer)` sends it into the chat. */
export async function openForm(host, label, { ask, complete }) {
  const body = el('form', { class: 'flow' }, el('p', { class: 'flow-wait' }, 'Un momento…'));
  const dialog = raise(host, label, body, 'sheet is-tall');
  body.addEventListener('submit', (event) => event.preventDefault());
  let json;

  const give = (words) =>
    body.replaceChildren(el('p', { class: 'flow-problem', role: 'alert' }, words));

  async function go(request) {
    const answer = await ask(request);
    if (!dialog.isConnected) return;
    json ??= answer?.json;
    if (answer?.status === 427) give(answer.body.error_msg);
    else if (answer?.status !== 200 || json === undefined) give(broken);
    else show(answer.body.screen, answer.body.data);
  }

  function show(id, data) {
    const screen = json.screens.find((each) => each.id === id);
    const values = {};
    const scope = () => ({
      data,
      form: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value()])),
    });
    const nodes = screen.layout.children.map((component) =>
      componentOf(resolve(component, { data, form: {} }), component),
    );
    const problem =
      data.error_message === undefined
        ? []
        : [el('p', { class: 'flow-problem', role: 'alert' }, data.error_message)];
    const foot = nodes.pop();
    body.replaceChildren(el('div', { class: 'flow-fields' }, ...nodes), ...problem, foot);

    function componentOf(shown, component) {
      switch (shown.type) {
        case 'TextHeading':
          return el('h3', {}, shown.text);
        case 'TextBody':
          return el('p', {}, ...formatted(shown.text, String));
        case 'CalendarPicker': {
          const calendar = createCalendar({
            ...shown,
            min: shown['min-date'],
            max: shown['max-date'],
            unavailable: shown['unavailable-dates'],
            value: kept[shown.name],
          });
          values[shown.name] = calendar.value;
          return calendar.node;
        }
        case 'Dropdown': {
          const select = el(
            'select',
            { name: shown.name },
            ...shown['data-source'].map(({ id: each, title }) =>
              el('option', { value: each, selected: each === shown['init-value'] }, title),
            ),
          );
          values[shown.name] = () => select.value;
          return el('label', { class: 'flow-field' }, el('span', {}, shown.label), select);
        }
        case 'Footer':
          return el(
            'button',
            {
              class: 'flow-foot',
              type: 'submit',
              onclick: (event) => void act(event.currentTarget, component['on-click-action']),
            },
            shown.label,
          );
        default:
          return '';
      }
    }

    async function act(button, { name, payload }) {
      button.disabled = true;
      const given = scope();
      Object.assign(kept, given.form);
      const sent = resolve(payload, given);
      if (name === 'data_exchange') return go({ action: name, screen: id, data: sent });
      dialog.close();
      await complete(sent);
    }
  }

  /** What was chosen stays chosen when the same screen comes back. */
  const kept = {};
  await go({ action: 'INIT' });
}
