import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { Refusal, invalid, listAt, media, objectAt, onlyKeys, textAt } from './whatsapp-checks.ts';

function parameter(value: unknown, path: string): void {
  if (!isObject(value)) throw invalid(`${path} must be an object`);
  const type = value['type'];
  if (type === 'image' || type === 'video' || type === 'document')
    return media(objectAt(value, type, `${path}.${type}`), `${path}.${type}`, ['filename']);
  if (type === 'location') return void objectAt(value, 'location', `${path}.location`);
  if (type === 'payload') return void textAt(value, 'payload', `${path}.payload`, 'Payload', 256);
  if (type === 'action' || type === 'currency' || type === 'date_time')
    return void objectAt(value, type, `${path}.${type}`);
  if (type !== 'text') throw new Refusal(132012, `${path}.type "${String(type)}" is not valid`);
  const text = textAt(value, 'text', `${path}.text`, 'Parameter text', 1024);
  if (/[\n\t]| {5,}/.test(text)) {
    throw new Refusal(
      132012,
      'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
    );
  }
}

function component(value: unknown, at: number): void {
  const path = `template.components[${at}]`;
  if (!isObject(value)) throw invalid(`${path} must be an object`);
  if (!['header', 'body', 'button'].includes(String(value['type'])))
    throw invalid(`${path}.type is not valid`);
  if (value['type'] === 'button') {
    if (!['url', 'quick_reply', 'flow', 'copy_code'].includes(String(value['sub_type'])))
      throw invalid(`${path}.sub_type is not valid`);
    if (!/^\d$/.test(String(value['index']))) throw invalid(`${path}.index is not valid`);
  }
  listAt(value, 'parameters', `${path}.parameters`).forEach((each, index) =>
    parameter(each, `${path}.parameters[${index}]`),
  );
}

export function template(value: JsonObject): void {
  onlyKeys(value, 'template', ['name', 'language', 'components']);
  if (!/^[a-z0-9_]{1,512}$/.test(String(value['name'])))
    throw invalid('template.name is not valid');
  textAt(
    objectAt(value, 'language', 'template.language'),
    'code',
    'template.language.code',
    'Language code',
    15,
  );
  if (value['components'] !== undefined)
    listAt(value, 'components', 'template.components').forEach(component);
}

/** How many values the body of this message carries, to compare with what was approved. */
export function bodyParameterCount(value: JsonObject): number {
  return bodyParameters(value).length;
}

export function bodyParameterNames(value: JsonObject): string[] {
  return bodyParameters(value).map((each) => String(isObject(each) && each['parameter_name']));
}

function bodyParameters(value: JsonObject): unknown[] {
  const components = Array.isArray(value['components']) ? value['components'] : [];
  const body = components.find((each) => isObject(each) && each['type'] === 'body');
  return isObject(body) && Array.isArray(body['parameters']) ? body['parameters'] : [];
}
