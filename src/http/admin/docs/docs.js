// Reads the OpenAPI document and shows it; tries an operation with the token of this page's memory.

const api = await (await fetch('/api/v1/openapi.json')).json();
const byId = (id) => document.getElementById(id);
byId('about').textContent = api.info.description;

function element(name, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

for (const { name } of api.tags) {
  const section = element('section', {}, element('h2', { textContent: name }));
  for (const [path, methods] of Object.entries(api.paths))
    for (const [method, operation] of Object.entries(methods))
      if (operation.tags.includes(name)) section.append(shown(method, path, operation));
  byId('operations').append(section);
}

byId('find').addEventListener('input', ({ target }) => {
  const wanted = target.value.toLowerCase();
  for (const one of document.querySelectorAll('details'))
    one.hidden = !one.querySelector('summary').textContent.toLowerCase().includes(wanted);
  for (const section of document.querySelectorAll('section'))
    section.hidden = !section.querySelector('details:not([hidden])');
});

function shown(method, path, operation) {
  const head = element(
    'summary',
    {},
    element('span', { className: `method ${method}`, textContent: method.toUpperCase() }),
    element('code', { textContent: path }),
    element('span', { className: 'says', textContent: operation.summary }),
  );
  const details = element('details', { id: operation.operationId }, head);
  // Most are never opened.
  details.addEventListener('toggle', () => details.append(form(method, path, operation)), {
    once: true,
  });
  return details;
}

function form(method, path, operation) {
  const body = operation.requestBody?.content['application/json'].schema;
  const inputs = operation.parameters.map((parameter) => ({
    ...parameter,
    input: element('input', {
      value: parameter.in === 'header' ? crypto.randomUUID() : '',
      placeholder: hintOf(parameter.schema),
    }),
  }));
  const written = body && element('textarea', { rows: 8, value: text(exampleOf(body)) });
  const answer = element('pre', { hidden: true });
  const run = element('button', { textContent: 'Try it' });
  run.addEventListener('click', async () => {
    answer.hidden = false;
    answer.textContent = await ask(method, path, inputs, written?.value).catch(String);
    for (const { input } of inputs.filter((one) => one.in === 'header'))
      input.value = crypto.randomUUID();
  });
  const [status, success] = Object.entries(operation.responses)[0];
  return element(
    'div',
    {},
    ...inputs.map(({ name, required, input }) =>
      element('label', { className: 'field' }, `${name}${required ? ' *' : ''}`, input),
    ),
    ...(body
      ? [
          element('h3', { textContent: 'Body' }),
          written,
          element('pre', { textContent: text(body) }),
        ]
      : []),
    element('h3', { textContent: `Answer ${status}` }),
    element('pre', { textContent: text(Object.values(success.content)[0].schema) }),
    element('p', {}, run),
    answer,
  );
}

async function ask(method, path, inputs, body) {
  const token = byId('token').value;
  const headers = {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(body && { 'Content-Type': 'application/json' }),
  };
  const query = new URLSearchParams();
  let address = path;
  for (const { name, in: where, input } of inputs) {
    if (where === 'path') address = address.replace(`{${name}}`, encodeURIComponent(input.value));
    else if (where === 'header') headers[name] = input.value;
    else if (input.value !== '') query.set(name, input.value);
  }
  const answer = await fetch(query.size > 0 ? `${address}?${query}` : address, {
    method: method.toUpperCase(),
    headers,
    body,
  });
  const answered = await answer.text();
  const isJson = answer.headers.get('Content-Type')?.includes('json');
  return `${answer.status}\n${isJson ? text(JSON.parse(answered)) : answered}`;
}

const text = (value) => JSON.stringify(value, null, 2);
const hintOf = ({ enum: values, format, type, default: given }) =>
  [values?.join(' | ') ?? format ?? type, given !== undefined && `default ${given}`]
    .filter(Boolean)
    .join(', ');

function exampleOf(schema) {
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const variant = schema.anyOf ?? schema.oneOf;
  if (variant) return exampleOf(variant[0]);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, exampleOf(schema.properties[name])]),
      );
    case 'array':
      return [];
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    case 'boolean':
      return true;
    case 'string':
      return schema.format === 'date' ? new Date().toISOString().slice(0, 10) : '';
    default:
      return null;
  }
}
