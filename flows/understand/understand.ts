// What a guest's text means, in one pure pass: set aside what is no request, read who comes,
// read when, and only then decide what is wanted. Every reader leaves fewer tokens to the next.

import type { Party } from '../../src/domain/party.ts';
import { nameIn, ordinalIn } from './answers.ts';
import { findAsides, isPromised } from './asides.ts';
import { findChunks, type Chunk } from './chunks.ts';
import type { Reading } from './day.ts';
import { partyFrom } from './guests.ts';
import { decideIntents, findIntents } from './intents.ts';
import { languageOf } from './language.ts';
import type { Hearing, Intent, Meaning } from './meaning.ts';
import { findMonths, firstOfMonth } from './months.ts';
import { findPeriods, monthOfWeekend } from './periods.ts';
import { findPets } from './pets.ts';
import { findCorrections, findLengths, findRequests, giveMonth } from './requests.ts';
import { findRough } from './rough.ts';
import { settleStays } from './stays.ts';
import { spanOf, take, tokenise, type Place, type Token } from './tokens.ts';
import { findUnits } from './units.ts';
import { findWeekends } from './weekends.ts';

export function understand(text: string, hearing: Hearing): Meaning {
  const tokens = tokenise(text);
  const language = languageOf(tokens, hearing.language);
  const reading: Reading = { today: hearing.today, language };
  const said = findIntents(tokens);
  const corrections = findCorrections(tokens);

  const handoffs = said.found.filter((one) => one.label === 'handoff');
  const open = take(tokens, [...findAsides(tokens, reading), ...handoffs]);
  const units = findUnits(open, hearing.unitNames ?? [], reading);
  const unnamed = take(open, units);
  const periods = findPeriods(unnamed);
  const outside = take(unnamed, periods);
  const rough = findRough(outside, reading);
  const exact = take(outside, rough);
  const weekends = findWeekends(exact, reading);
  const uncounted = take(exact, weekends);
  const ordinal =
    hearing.expects === 'offer' || hearing.expects === 'reading' ? ordinalIn(tokens) : null;
  const chunks =
    ordinal === null ? findChunks(uncounted, reading, hearing.expects === 'party') : [];
  const timed = take(uncounted, chunks);
  const lengths = findLengths(timed);
  const days = take(timed, lengths);
  const wanted =
    hearing.expects === 'stay' || hearing.expects === 'checkOut' || hearing.expects === 'reading';
  const asked = ordinal === null ? findRequests(days, lengths, reading, wanted) : [];
  const months = [
    ...[...weekends, ...periods].flatMap(monthOfWeekend),
    ...findMonths(take(days, asked), hearing.today),
  ];
  const requests = giveMonth(asked, months[0]).filter(
    (request) =>
      request.kind === 'nights' ||
      (request.kind === 'range' && request.leaving !== null) ||
      !isPromised(tokens, request),
  );

  const stays = settleStays(
    {
      text,
      tokens,
      language,
      requests,
      weekends,
      periods: [...periods, ...rough],
      lengths,
      corrections,
    },
    hearing,
  );
  const party = partyFrom(tokens, chunks, corrections, hearing);
  const ranged = party !== null && !sameParty(party.least, party.most);
  const groups = chunks.flatMap((chunk) => chunk.groups);
  const pets = findPets(open, groups);
  const hasStay = stays.stays.length > 0 || stays.doubts.length > 0 || stays.problems.length > 0;
  const [firstMonth] = months;
  const month = hasStay || !firstMonth ? null : (firstOfMonth(firstMonth, hearing.today) ?? null);
  const corrects = corrections.length > 0 && (hasStay || party !== null);
  const intents = decideIntents(said, {
    hasStay,
    hasParty: party !== null,
    hasMonth: month !== null,
    corrects,
  });
  const name =
    hearing.expects === 'name' ? nameFor(text, tokens, intents, hasStay || party !== null) : null;

  return {
    stays: stays.stays,
    month,
    nights: hasStay ? null : (lengths.find((length) => length.change === 'set')?.count ?? null),
    guests: party && !ranged ? party.least : null,
    pets: pets?.count ?? null,
    ages: groups.flatMap((group) => group.ages),
    units: [...new Set(units.map((unit) => unit.name))],
    intents: name === null ? intents : ['unknown'],
    topics: said.topics,
    doubts: ranged
      ? [...stays.doubts, { kind: 'party', readings: [party.least, party.most] }]
      : stays.doubts,
    problems: stays.problems,
    corrects,
    name,
    ordinal,
    language,
    spans: spansOf(tokens, {
      stay: stays.places,
      guests: chunks,
      pets: pets ? [pets] : [],
      unit: units,
      intent: said.found,
    }),
  };
}

function sameParty(a: Party, b: Party): boolean {
  return a.adults === b.adults && a.children === b.children && a.infants === b.infants;
}

/** What a guest says instead of a name when asked for one. */
const NO_NAME_INTENTS: ReadonlySet<Intent> = new Set<Intent>([
  'price',
  'availability',
  'photos',
  'location',
  'payment_link',
  'payment_claim',
  'payment_methods',
  'bank_transfer',
  'cancel_reservation',
  'modify_reservation',
  'withdrawal',
  'handoff',
  'defer',
  'cancel_flow',
  'opt_out',
  'data_deletion',
  'invoice',
  'menu',
  'faq',
]);

function nameFor(
  text: string,
  tokens: readonly Token[],
  intents: readonly Intent[],
  hasContent: boolean,
): string | null {
  if (hasContent || intents.some((intent) => NO_NAME_INTENTS.has(intent))) return null;
  return nameIn(text, tokens);
}

type Places = Readonly<Record<Meaning['spans'][number]['part'], readonly Place[] | undefined>>;

function spansOf(
  tokens: readonly Token[],
  places: Partial<Places> & { readonly guests: readonly Chunk[] },
): Meaning['spans'] {
  const spans: Meaning['spans'][number][] = [];
  for (const part of ['stay', 'guests', 'pets', 'unit', 'intent'] as const) {
    for (const place of places[part] ?? []) spans.push({ part, span: spanOf(tokens, place) });
  }
  return spans;
}
