// What is said in one turn, as few messages: Meta allows one message to a guest every six seconds
// or so (pair rate), and a guest reads one bubble better than three.

import type { Copy, Place } from '../../flows/copy/copy.ts';
import type { OutMessage } from '../../flows/copy/message.ts';
import type { Saying } from '../../flows/copy/sayings.ts';
import type { Outgoing, TemplateUse } from './templates.ts';

/** The body of a message with buttons or a link may be 1,024 characters long, of a text or a list 4,096. */
const LONGEST_BODY = {
  text: 4_096,
  list: 4_096,
  buttons: 1_024,
  link: 1_024,
  form: 1_024,
} as const;

/** `templateFor`: what a saying becomes when it may only leave as a template. */
export function compose(
  sayings: readonly Saying[],
  copy: Copy,
  place: Place,
  templateFor: (saying: Saying, written: string) => TemplateUse | undefined,
): Outgoing[] {
  const messages: Outgoing[] = [];
  for (const saying of sayings) {
    const written = word(saying, copy, place);
    const template = 'body' in written ? templateFor(saying, written.body) : undefined;
    const next: Outgoing = template ? { ...written, template } : written;
    const last = messages.at(-1);
    const joined = last?.kind === 'text' ? join(last, next) : undefined;
    if (joined) messages[messages.length - 1] = joined;
    else messages.push(next);
  }
  return messages;
}

function word<K extends Saying['key']>(
  saying: Extract<Saying, { key: K }>,
  copy: Copy,
  place: Place,
): OutMessage {
  const write = copy[saying.key] as (saying: Saying, place: Place) => OutMessage;
  return write(saying, place);
}

/** A text runs into what follows it, unless a picture would come between. */
function join(before: Outgoing & { kind: 'text' }, next: Outgoing): Outgoing | undefined {
  if (
    next.kind === 'photo' ||
    next.kind === 'place' ||
    (next.kind === 'buttons' && next.photo !== undefined)
  )
    return undefined;
  const body = `${before.body}\n\n${next.body}`;
  if (body.length > LONGEST_BODY[next.kind]) return undefined;
  // one template a message: the first that is due, money before a question
  const template = before.template ?? next.template;
  return template ? { ...next, body, template } : { ...next, body };
}
