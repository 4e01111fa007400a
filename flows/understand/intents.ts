// What the guest wants: phrases first, then what the stay and the party imply.

import { COURTESIES } from './lexicon/courtesies.ts';
import { PAYING } from './lexicon/paying.ts';
import { RIGHTS } from './lexicon/rights.ts';
import { ARRIVING, NOT_CANCELLING, STAYING } from './lexicon/staying.ts';
import { ASKING, TOPIC_PHRASES } from './lexicon/topics.ts';
import type { Intent, Pick, Topic } from './meaning.ts';
import { findNotComing, type Moving } from './moving.ts';
import { findPhrases, phraseBook, type Found } from './phrases.ts';
import type { Place, Token } from './tokens.ts';
import { words } from './lexicon/words.ts';

const intentBook = phraseBook([...RIGHTS, ...PAYING, ...STAYING, ...COURTESIES]);
const topicBook = phraseBook(TOPIC_PHRASES);
const comingBook = phraseBook([['coming', ARRIVING]] as const);
const askingBook = phraseBook([['asking', ASKING]] as const);

/** "no la canceles" cancels nothing. */
const keptBook = phraseBook([['deny', NOT_CANCELLING]] as const);
const CANCELS: ReadonlySet<Intent> = new Set(['cancel_flow', 'cancel_reservation'] as const);

const arrivingBook = phraseBook([
  ['arriving', ['check in', 'checkin', 'entrada|ingreso|llegada|entrar|ingresar|llegar|chegada']],
] as const);

const VIEWS: ReadonlySet<string> = words('vista vistas frente view views overlooking');
export const HOURS: ReadonlySet<Topic> = new Set(['check_in_time', 'check_out_time'] as const);
const YES_MARKS: ReadonlySet<string> = words('👍 👌 ✅ ✔ 🙌 💪 ☑ 🆗');
const HEARTS: ReadonlySet<string> = words('🙏 ❤ 💕 💖 😘 🥰');
/** A wave, or a question mark alone: what was asked is asked again. */
const WAVES: ReadonlySet<string> = words('👋 🙋 ? ¿');
const FRIENDLY: ReadonlySet<string> = words(
  '! ¡ . 😊 😀 😃 😄 😁 😆 😂 🤣 🙂 😍 🤗 🎉 🥳 😎 😅 😉 ☺ ✨ 🔥 👏',
);
const NO_MARKS: ReadonlySet<string> = words('👎 ❌ 🙅 ✖');

/** Likeliest first when several are meant: what cannot wait, then what was asked, then courtesies. */
const ORDER: readonly Intent[] = [
  'data_deletion',
  'data_access',
  'opt_out',
  'handoff',
  'withdrawal',
  'payment_claim',
  'cancel_reservation',
  'modify_reservation',
  'arrival_time',
  'waitlist',
  'cancel_flow',
  'payment_failed',
  'payment_link',
  'bank_transfer',
  'invoice',
  'email',
  'quote',
  'too_expensive',
  'availability',
  'price',
  'payment_methods',
  'balance',
  'photos',
  'location',
  'faq',
  'opt_in',
  'privacy',
  'menu',
  'deny',
  'leave_waitlist',
  'affirm',
  'defer',
  'thanks',
  'greeting',
  'unknown',
];

export type FoundIntents = {
  readonly found: ReadonlyArray<Found<Intent>>;
  readonly topics: readonly Topic[];
  /** Where hours of coming and going are spoken of. */
  readonly hours: readonly Place[];
  readonly asks: boolean;
  readonly notComing: boolean;
};

export function findIntents(tokens: readonly Token[]): FoundIntents {
  const kept = findPhrases(keptBook, tokens);
  const found = [
    ...findPhrases(intentBook, tokens).filter(
      ({ label, from, to }) =>
        !CANCELS.has(label) || !kept.some((place) => place.from < to && from < place.to),
    ),
    ...kept,
  ];
  const about = findPhrases(topicBook, tokens).filter(
    ({ label, from }) => label !== 'beach' || !isView(tokens, from),
  );
  const named = new Set(about.map((topic) => topic.label));
  // "a qué hora es el check out" shares its first words with the check-in.
  if (named.has('check_out_time') && findPhrases(arrivingBook, tokens).length === 0)
    named.delete('check_in_time');
  const topics = [...named];
  const asks =
    tokens.some((token) => token.text === '?') || findPhrases(askingBook, tokens).length > 0;
  const notComing = findNotComing(tokens).length > 0;
  const hours = about.filter(({ label }) => HOURS.has(label));
  return { found: [...found, ...marksOf(tokens)], topics, hours, asks, notComing };
}

/** "con vista al lago" asks for no beach. */
function isView(tokens: readonly Token[], at: number): boolean {
  return [1, 2, 3].some((back) => VIEWS.has(tokens[at - back]?.text ?? ''));
}

export function saysArriving(tokens: readonly Token[]): boolean {
  return findPhrases(comingBook, tokens).length > 0;
}

/** A message of nothing but signs: 👍 is a yes. */
function marksOf(tokens: readonly Token[]): Found<Intent>[] {
  if (tokens.some((token) => token.kind !== 'mark')) return [];
  const place = { from: 0, to: tokens.length };
  if (tokens.some((token) => NO_MARKS.has(token.text))) return [{ label: 'deny', ...place }];
  if (tokens.some((token) => YES_MARKS.has(token.text))) return [{ label: 'affirm', ...place }];
  if (tokens.some(({ text }) => WAVES.has(text))) return [{ label: 'greeting', ...place }];
  if (tokens.length === 0 || !tokens.every(({ text }) => FRIENDLY.has(text) || HEARTS.has(text)))
    return [];
  const [first] = tokens;
  return [{ label: HEARTS.has(first?.text ?? '') ? 'thanks' : 'greeting', ...place }];
}

export type Content = {
  readonly hasStay: boolean;
  readonly hasParty: boolean;
  readonly hasMonth: boolean;
  readonly hasPromo: boolean;
  readonly corrects: boolean;
  /** "no puedo en enero". */
  readonly declines: boolean;
  /** An hour of arriving. */
  readonly hasArrival: boolean;
  readonly moving: Moving | null;
  readonly pick: Pick | null;
};

/** Which of the phrases found stand, given what else the message says. */
export function decideIntents(
  { found, topics, asks, notComing }: FoundIntents,
  content: Content,
): Intent[] {
  const intents = new Set(found.map((one) => one.label));
  const says = (intent: Intent): boolean => intents.has(intent);
  if (content.hasStay || content.hasParty || content.hasPromo) intents.add('quote');
  if (content.hasMonth && !content.hasStay) intents.add('availability');
  if (content.hasArrival) intents.add('arrival_time');
  // "no vamos el viernes, vamos el sábado" gives nothing up
  const dated = content.hasStay || content.hasMonth;
  if (notComing && !dated) intents.add('cancel_reservation');
  if (content.moving === 'by' || (content.moving === 'to' && dated)) {
    intents.add('modify_reservation');
    // "no podemos ir el 10, se puede pasar al 20?"
    intents.delete('cancel_reservation');
  }
  // A narrower reading silences the wider one that shares its words.
  const silence = (narrow: Intent, ...wide: readonly Intent[]): void => {
    if (says(narrow)) for (const intent of wide) intents.delete(intent);
  };
  silence(
    'cancel_reservation',
    'opt_out',
    'cancel_flow',
    'withdrawal',
    'affirm',
    'deny',
    ...(content.hasStay ? [] : (['quote'] as const)),
  );
  silence('data_deletion', 'data_access', 'privacy', 'opt_out', 'cancel_flow');
  silence('data_access', 'privacy', 'faq');
  silence('opt_out', 'deny', 'cancel_flow');
  silence('payment_claim', 'payment_link', 'bank_transfer', 'payment_methods', 'price');
  silence('bank_transfer', 'payment_methods');
  silence('payment_failed', 'payment_link', 'payment_methods', 'price', 'deny');
  silence('payment_link', 'payment_methods', 'deny');
  silence('too_expensive', 'deny', 'affirm', 'price', 'availability');
  silence('withdrawal', 'cancel_flow', 'deny', 'affirm');
  silence('handoff', 'deny', 'affirm', 'availability', 'defer');
  silence('defer', 'deny', 'affirm');
  silence('balance', 'payment_methods', 'price');
  silence('cancel_flow', 'deny');
  silence('arrival_time', 'affirm', 'deny');
  silence('menu', 'quote');
  silence('payment_link', 'email');
  silence('payment_claim', 'email');
  silence('photos', 'availability');
  silence('modify_reservation', 'availability');
  silence('location', 'price');
  silence('leave_waitlist', 'waitlist', 'opt_out', 'defer');
  silence('waitlist', 'defer', 'availability', 'cancel_flow');
  if (topics.includes('cancellation'))
    for (const intent of [
      'cancel_reservation',
      'cancel_flow',
      'withdrawal',
      'payment_methods',
    ] as const)
      intents.delete(intent);
  if (topics.includes('discount') && !content.hasStay) intents.delete('price');
  if (topics.includes('time_left'))
    for (const intent of ['price', 'payment_link', 'defer'] as const) intents.delete(intent);
  if (content.hasPromo) intents.delete('cancel_flow');
  if (content.corrects && (content.hasStay || content.hasParty)) intents.delete('deny');
  if (says('deny') && says('affirm'))
    intents.delete(firstOf(found, ['deny', 'affirm']) === 'deny' ? 'affirm' : 'deny');
  if (says('deny') && !content.hasStay && !content.hasParty) intents.delete('quote');
  if (asksOf(topics, asks, intents)) intents.add('faq');
  if (says('faq') || content.hasStay || content.hasParty) intents.delete('defer');
  if (content.declines && !content.hasStay && !content.hasMonth) intents.add('deny');
  if (content.pick === 'another' && intents.size === 0) return ['modify_reservation'];
  if (intents.size === 0) return ['unknown'];
  // "hay lugar para estacionar?" asks about the parking before it asks for a cabin.
  const first =
    topics.length > 0 && says('faq') && !content.hasStay && !content.hasParty && !content.hasMonth
      ? (['faq'] as const)
      : [];
  return [...new Set<Intent>([...first, ...ORDER.filter((intent) => intents.has(intent))])];
}

function firstOf(
  found: ReadonlyArray<Found<Intent>>,
  wanted: readonly Intent[],
): Intent | undefined {
  const [first] = found
    .filter((one) => wanted.includes(one.label))
    .toSorted((a, b) => a.from - b.from || b.to - a.to);
  return first?.label;
}

/** A topic is a question when it is asked, or when nothing else was said. */
function asksOf(topics: readonly Topic[], asks: boolean, intents: ReadonlySet<Intent>): boolean {
  const telling = [...intents].filter((intent) => intent !== 'greeting' && intent !== 'thanks');
  return topics.length > 0 && (asks || telling.length === 0);
}
