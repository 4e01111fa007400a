// What a person sees in an outgoing payload.
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';

export type Choice = { id: string; title: string; description?: string; kind: 'button' | 'list' };

function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[key as number];
    return isObject(inner) ? inner[key] : undefined;
  }, value);
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textFrom = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Header, body, footer and caption, a line each; the cards of a carousel too. */
export function textOf(message: JsonObject): string {
  const type = textFrom(message['type']);
  const parts = [
    at(message, 'text', 'body'),
    at(message, 'interactive', 'header', 'text'),
    at(message, 'interactive', 'body', 'text'),
    ...listOf(at(message, 'interactive', 'action', 'cards')).map((card) =>
      at(card, 'body', 'text'),
    ),
    at(message, 'interactive', 'footer', 'text'),
    at(message, type, 'caption'),
    at(message, type, 'name'),
    at(message, type, 'address'),
  ];
  return parts.filter((part) => typeof part === 'string').join('\n');
}

/** Buttons, list rows and the quick replies of cards. */
export function choicesOf(message: JsonObject): Choice[] {
  const action = at(message, 'interactive', 'action');
  const buttons = listOf(at(action, 'buttons')).map((button) => at(button, 'reply'));
  const cards = listOf(at(action, 'cards')).flatMap((card) =>
    listOf(at(card, 'action', 'buttons')).map((button) => at(button, 'quick_reply')),
  );
  const rows = listOf(at(action, 'sections')).flatMap((section) => listOf(at(section, 'rows')));
  const choice =
    (kind: Choice['kind']) =>
    (value: unknown): Choice => {
      const description = at(value, 'description');
      return {
        id: textFrom(at(value, 'id')),
        title: textFrom(at(value, 'title')),
        kind,
        ...(typeof description === 'string' ? { description } : {}),
      };
    };
  return [...[...buttons, ...cards].map(choice('button')), ...rows.map(choice('list'))];
}

/** The address behind a link button, or behind the first card that has one. */
export function linkOf(message: JsonObject): string | undefined {
  const action = at(message, 'interactive', 'action');
  const url =
    at(action, 'parameters', 'url') ?? at(action, 'cards', 0, 'action', 'parameters', 'url');
  return typeof url === 'string' ? url : undefined;
}

/** The form that a message opens. */
export function flowOf(
  message: JsonObject,
): { flowId: string; token: string; label: string } | undefined {
  if (at(message, 'interactive', 'type') !== 'flow') return undefined;
  const parameters = at(message, 'interactive', 'action', 'parameters');
  return {
    flowId: textFrom(at(parameters, 'flow_id')),
    token: textFrom(at(parameters, 'flow_token')),
    label: textFrom(at(parameters, 'flow_cta')),
  };
}

export function describe(message: JsonObject): string {
  const choices = choicesOf(message).map((choice) => `[${choice.title}]`);
  const link = linkOf(message);
  return [
    textFrom(message['type']),
    textOf(message).replaceAll('\n', ' / '),
    ...choices,
    ...(link === undefined ? [] : [`<${link}>`]),
  ].join(' ');
}
