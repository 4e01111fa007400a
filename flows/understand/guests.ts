// From the chunks of a message to one party: the last full count wins, what only adds is added.

import type { Party } from '../../src/domain/party.ts';
import type { Chunk } from './chunks.ts';
import { type Group } from './groups.ts';
import { LESS, MORE } from './lexicon/calendar.ts';
import { words } from './lexicon/words.ts';
import type { Hearing } from './meaning.ts';
import { countRangeAt } from './numbers.ts';
import { partyOf, type PartyRange } from './party.ts';
import type { Place, Token } from './tokens.ts';

const NOT: ReadonlySet<string> = words('no nao not arent');

export function partyFrom(
  tokens: readonly Token[],
  chunks: readonly Chunk[],
  corrections: readonly Place[],
  hearing: Hearing,
): PartyRange | null {
  const told = chunks.filter((chunk) => !isOpen(tokens, chunk));
  const affirmed = told.filter((chunk) => !NOT.has(tokens[chunk.from - 1]?.text ?? ''));
  let party: PartyRange | null = null;
  for (const chunk of affirmed.length > 0 ? affirmed : told) {
    const full = changeIn(tokens, chunk) === 0 ? partyOf(chunk) : undefined;
    if (full) party = corrected(tokens, chunk, corrections) ?? full;
    else if (party) party = joined(tokens, party, chunk);
  }
  if (party) {
    const leading = affirmed.filter(
      (chunk) => !partyOf(chunk) && chunk.to <= (affirmed.find(partyOf)?.from ?? 0),
    );
    return leading.reduce(
      (sum: PartyRange, chunk) => ({
        least: added(sum.least, chunk),
        most: added(sum.most, chunk),
      }),
      party,
    );
  }
  const { guests } = hearing.known;
  if (!guests || affirmed.every((chunk) => chunk.groups.every((group) => group.kind === 'pet')))
    return null;
  const adults = affirmed.reduce(
    (total, chunk) =>
      total +
      changeIn(tokens, chunk) *
        (count(chunk, 'people') + count(chunk, 'adult') + count(chunk, 'bare')),
    guests.adults,
  );
  if (adults < 1) return null;
  const more = affirmed.reduce(added, { ...guests, adults });
  return { least: more, most: more };
}

/** "te confirmo si vamos 3 o 4" tells nothing yet. */
function isOpen(tokens: readonly Token[], { from, groups }: Chunk): boolean {
  return (
    WHETHER.has(tokens[from - 1]?.text ?? '') && groups.some(({ least, most }) => least < most)
  );
}

const WHETHER: ReadonlySet<string> = words('si se if whether');

const MAYBE: ReadonlySet<string> = words(
  'capaz quizas quiza talvez vez puede maybe perhaps possibly might',
);

/** "somos 3 y se suma uno más", or "capaz se suma": then the least stays. */
function joined(tokens: readonly Token[], party: PartyRange, chunk: Chunk): PartyRange {
  const change =
    changeIn(tokens, chunk) *
    (count(chunk, 'people') + count(chunk, 'adult') + count(chunk, 'bare'));
  const grown = ({ adults, ...rest }: Party): Party =>
    added({ ...rest, adults: Math.max(1, adults + change) }, chunk);
  const maybe = [1, 2, 3].some((back) => MAYBE.has(tokens[chunk.from - back]?.text ?? ''));
  return { least: maybe ? party.least : grown(party.least), most: grown(party.most) };
}

const ADDING: ReadonlySet<string> = words(
  'agregale agrega agregame sumale suma sumame sumar agregar add acrescenta adiciona',
);

/** "una persona más", "somos uno menos": against who comes already. */
function changeIn(tokens: readonly Token[], chunk: Chunk): 1 | -1 | 0 {
  if (chunk.groups.length !== 1) return 0;
  if (ADDING.has(tokens[chunk.from - 1]?.text ?? '')) return 1;
  const beside = [tokens[chunk.to]?.text ?? '', tokens[chunk.to - 2]?.text ?? ''];
  return beside.some((word) => MORE.has(word)) ? 1 : LESS.has(beside[0] ?? '') ? -1 : 0;
}

const count = (chunk: Chunk, kind: Group['kind']): number =>
  chunk.groups
    .filter((group) => group.kind === kind)
    .reduce((total, group) => total + group.most, 0);

/** "y un bebé": what it names replaces what was said of it before. */
function added(party: Party, chunk: Chunk): Party {
  return {
    adults: party.adults,
    children: count(chunk, 'child') || party.children,
    infants: count(chunk, 'infant') || party.infants,
  };
}

/** "somos 4. bah 5": a bare number after a correction replaces the count just said. */
function corrected(
  tokens: readonly Token[],
  chunk: Chunk,
  corrections: readonly Place[],
): PartyRange | undefined {
  let party: PartyRange | undefined;
  let end = chunk.to;
  for (const correction of corrections) {
    if (correction.from < end || correction.from - end > 3) continue;
    const number = countRangeAt(tokens, firstNumber(tokens, correction));
    const following = number ? tokens[number.next] : undefined;
    if (!number || (following && following.kind !== 'mark' && !AFTER_COUNT.has(following.text)))
      continue;
    const [first, ...rest] = chunk.groups;
    if (!first) continue;
    party = partyOf({
      ...chunk,
      groups: [{ ...first, least: number.least, most: number.most }, ...rest],
    });
    end = number.next;
  }
  return party;
}

const AFTER_COUNT: ReadonlySet<string> = words(
  'en total gracias personas porque xq pq que y pero because',
);

function firstNumber(tokens: readonly Token[], correction: Place): number {
  if (tokens[correction.to - 1]?.kind === 'number') return correction.to - 1;
  return ['que', 'somos', ',', '.', 'son'].includes(tokens[correction.to]?.text ?? '')
    ? correction.to + 1
    : correction.to;
}
