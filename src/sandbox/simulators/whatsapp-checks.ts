// Looks into a payload and throws the refusal that Meta would answer with.
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';

export class Refusal extends Error {
  readonly code: number;
  readonly title: string | undefined;
  constructor(code: number, details: string, title?: string) {
    super(details);
    this.name = 'Refusal';
    this.code = code;
    this.title = title;
  }
}

export function invalid(details: string): Refusal {
  return new Refusal(131009, details);
}

export function objectAt(parent: JsonObject, key: string, path: string): JsonObject {
  const value = parent[key];
  if (value === undefined || value === null) throw new Refusal(131008, `${path} is required`);
  if (!isObject(value)) throw invalid(`${path} must be an object`);
  return value;
}

export function listAt(parent: JsonObject, key: string, path: string): unknown[] {
  const value = parent[key];
  if (value === undefined || value === null) throw new Refusal(131008, `${path} is required`);
  if (!Array.isArray(value)) throw invalid(`${path} must be an array`);
  return value;
}

/** `label` is how Meta names the thing in its sentence: "Button title length invalid. Min length: 1, Max length: 20". */
export function textAt(
  parent: JsonObject,
  key: string,
  path: string,
  label: string,
  max: number,
): string {
  const value = parent[key];
  if (value === undefined || value === null) throw new Refusal(131008, `${path} is required`);
  if (typeof value !== 'string') throw invalid(`${path} must be a string`);
  const length = [...value].length;
  if (value.trim() === '' || length > max)
    throw invalid(`${label} length invalid. Min length: 1, Max length: ${max}`);
  return value;
}

export function onlyKeys(value: JsonObject, path: string, allowed: readonly string[]): void {
  for (const key of Object.keys(value)) {
    if (!allowed.includes(key))
      throw new Refusal(
        100,
        `Unexpected key "${key}" on param "${path}"`,
        `Unexpected key "${key}" on param "${path}"`,
      );
  }
}

export function webAddressAt(parent: JsonObject, key: string, path: string): URL {
  const address = textAt(parent, key, path, 'URL', 2000);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw invalid(`${path} is not a valid URI`);
  return url;
}

/** Media goes by the id of an upload or by a public link, never both. */
export function media(value: JsonObject, path: string, allowed: readonly string[]): void {
  onlyKeys(value, path, ['id', 'link', ...allowed]);
  if ((value['id'] === undefined) === (value['link'] === undefined))
    throw new Refusal(131008, `${path}: exactly one of id and link is required`);
  if (value['link'] !== undefined) webAddressAt(value, 'link', `${path}.link`);
  if (value['caption'] !== undefined) textAt(value, 'caption', `${path}.caption`, 'Caption', 1024);
}
