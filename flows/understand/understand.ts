// What a guest's text means, in one pure pass: read the pieces, settle when and who, and only
// then decide what is wanted. Time is bounded: the text is capped and no reader looks back far.

import type { Party } from '../../src/domain/party.ts';
import { nightsOf } from '../../src/domain/stay.ts';
import { anotherIn, pickIn } from './answers.ts';
import { findClock } from './clock.ts';
import { emailIn } from './email.ts';
import { partyFrom } from './guests.ts';
import { decideIntents, saysArriving } from './intents.ts';
import { languageOf } from './language.ts';
import type { Doubt, Expects, Hearing, Intent, Meaning } from './meaning.ts';
import { firstOfMonth } from './months.ts';
import { introducedIn, nameIn, plainNameIn, saysYes } from './names.ts';
import { readPieces } from './pieces.ts';
import { findPromo } from './promo.ts';
import { settleStays } from './stays.ts';
import { spanOf, take, tokenise, type Place, type Token } from './tokens.ts';

/** Where one of several things shown may be meant. */
const PICKING: ReadonlySet<Expects> = new Set<Expects>(['offer', 'reading', 'yesNo']);

export function understand(text: string, hearing: Hearing): Meaning {
  const written = tokenise(text);
  const promo = findPromo(text, written);
  const tokens = promo ? take(written, [promo]) : written;
  const language = languageOf(tokens, hearing.language);
  const spokenOf = hearing.known.stay !== undefined || hearing.known.month !== undefined;
  const pieces = readPieces(tokens, { today: hearing.today, language, spokenOf }, hearing);
  const { chunks, corrections, lengths, pets, units } = pieces;

  const when = settleStays({ ...pieces, text, tokens, language }, hearing);
  const hasStay = when.stays.length > 0 || when.doubts.length > 0 || when.problems.length > 0;
  const [named] = pieces.months;
  const month = hasStay || !named ? null : (firstOfMonth(named, hearing.today) ?? null);
  const length = hasStay ? undefined : lengths.find(({ change }) => change === 'set');

  const who = partyFrom(tokens, chunks, corrections, hearing);
  const hasParty = who !== null;
  const openParty = hasParty && !sameParty(who.least, who.most) ? [who.least, who.most] : null;

  const corrects = corrections.length > 0 && (hasStay || hasParty);
  // "sin mascotas" asks nothing about them, and a code asks for no other discount
  const topics = pieces.said.topics.filter(
    (topic) => !(topic === 'pets' && pets?.count === 0) && !(topic === 'discount' && promo),
  );
  const picked = PICKING.has(hearing.expects) ? pickIn(tokens) : null;
  const pick = picked?.label ?? anotherIn(tokens);
  // "la más barata" picks; "cuánto sale la más barata" asks for its price
  const found = pieces.said.found.filter(
    ({ label, from, to }) => label !== 'price' || !picked || from < picked.from || to > picked.to,
  );
  // "o cachorro não vai": the dog stays, the guests come
  const notComing = pieces.said.notComing && pets?.count !== 0;
  const said = { ...pieces.said, topics, found, notComing };
  const { declines, moving } = pieces;
  const clock = findClock(tokens);
  const answersWhen = clock?.alone === true && hearing.expects === 'anything';
  const hasArrival = clock !== null && (answersWhen || saysArriving(tokens));
  const content = {
    hasStay,
    hasParty,
    hasMonth: month !== null,
    hasPromo: promo !== null,
    corrects,
    declines,
    hasArrival,
    moving,
    pick,
  };
  const intents = decideIntents(said, content);
  const told = nameFor(text, tokens, hearing.expects, intents, hasStay || hasParty);
  const introduced = introducedIn(text, tokens);
  const name = told?.name ?? introduced;

  return {
    stays: when.stays,
    month,
    nights: nightsWithin(when.doubts) ?? length?.count ?? null,
    guests: who && !openParty ? who.least : null,
    arrival: hasArrival ? (clock?.time ?? null) : null,
    email: emailIn(text),
    promo: promo?.code ?? null,
    pets: pets?.count ?? null,
    ages: chunks.flatMap((chunk) => chunk.groups.flatMap((group) => group.ages)),
    units: [...new Set(units.map((unit) => unit.name))],
    intents: told?.intents ?? (introduced && intents[0] === 'unknown' ? ['greeting'] : intents),
    topics,
    doubts: openParty ? [...when.doubts, { kind: 'party', readings: openParty }] : when.doubts,
    problems: when.problems,
    corrects,
    name,
    ordinal: pieces.ordinal,
    pick,
    language,
    spans: [
      ...spansOf(tokens, 'stay', when.places),
      ...spansOf(tokens, 'guests', chunks),
      ...spansOf(tokens, 'pets', pets ? [pets] : []),
      ...spansOf(tokens, 'unit', units),
      ...spansOf(tokens, 'intent', said.found),
    ],
  };
}

/** Of "entre el 10 y el 20, 4 noches", so that "el 12" is enough of an answer. */
function nightsWithin([doubt]: readonly Doubt[]): number | undefined {
  const [first] = doubt?.kind === 'stay' && doubt.why === 'window' ? doubt.readings : [];
  return first && nightsOf(first);
}

function sameParty(a: Party, b: Party): boolean {
  return a.adults === b.adults && a.children === b.children && a.infants === b.infants;
}

/** What a guest says instead of a name when asked for one. */
const NO_NAME_INTENTS: ReadonlySet<Intent> = new Set<Intent>([
  'price',
  'too_expensive',
  'availability',
  'photos',
  'location',
  'payment_failed',
  'payment_link',
  'payment_claim',
  'payment_methods',
  'balance',
  'bank_transfer',
  'cancel_reservation',
  'modify_reservation',
  'arrival_time',
  'withdrawal',
  'handoff',
  'defer',
  'cancel_flow',
  'opt_out',
  'opt_in',
  'privacy',
  'data_access',
  'data_deletion',
  'invoice',
  'menu',
  'faq',
]);

type Named = { readonly name: string; readonly intents: readonly Intent[] };

/** Asked for a yes, only what can be nothing but a name is one: "João Silva", "sí, a nombre de ana paz". */
function nameFor(
  text: string,
  tokens: readonly Token[],
  expects: Expects,
  intents: readonly Intent[],
  hasContent: boolean,
): Named | null {
  if (hasContent || intents.some((intent) => NO_NAME_INTENTS.has(intent))) return null;
  if (expects === 'name') {
    const name = nameIn(text, tokens);
    return name === null ? null : { name, intents: ['unknown'] };
  }
  const [first = 'unknown'] = intents;
  if (expects !== 'yesNo' || !['unknown', 'affirm'].includes(first)) return null;
  const name = plainNameIn(text, tokens);
  return name === null ? null : { name, intents: [saysYes(tokens) ? 'affirm' : first] };
}

type Spans = Meaning['spans'];

function spansOf(
  tokens: readonly Token[],
  part: Spans[number]['part'],
  places: readonly Place[],
): Spans {
  return places.map((place) => ({ part, span: spanOf(tokens, place) }));
}
