// Cabins named by number ("la cabaña 2 … y la 3") or by the names the conversation knows.

import { bareDayAt, type Reading } from './day.ts';
import { fullDayAt } from './days.ts';
import { UNIT_NOUNS } from './lexicon/asides.ts';
import { DAYS, NIGHTS } from './lexicon/calendar.ts';
import { COUNTED_PEOPLE } from './lexicon/people.ts';
import { after } from './sequence.ts';
import { tokenise, type Place, type Token } from './tokens.ts';

export type Unit = Place & { readonly name: string };

export function findUnits(
  tokens: readonly Token[],
  names: readonly string[],
  reading: Reading,
): Unit[] {
  const units: Unit[] = [];
  const known = names
    .map((name) => tokenise(name).map((token) => token.text))
    .filter((words) => words.length > 0);
  for (let at = 0; at < tokens.length; at++) {
    const named = known
      .map((words) => ({ words, to: after(tokens, at, words) }))
      .find(({ to }) => to !== undefined);
    const unit =
      named?.to !== undefined
        ? { name: named.words.join(' '), from: at, to: named.to }
        : numberedUnitAt(tokens, at, units.length > 0, reading);
    if (!unit) continue;
    units.push(unit);
    at = unit.to - 1;
  }
  return units;
}

function numberedUnitAt(
  tokens: readonly Token[],
  at: number,
  again: boolean,
  reading: Reading,
): Unit | undefined {
  const noun = tokens[at]?.text ?? '';
  const isNoun = UNIT_NOUNS.has(noun);
  // "la cabaña 2 … y la 3", "cabañas 3 y 4"
  const another = again && (noun === 'la' || (noun === 'y' && tokens[at - 1]?.kind === 'number'));
  if (!isNoun && !another) return undefined;
  let here = at + 1;
  while (
    here < at + 4 &&
    ['n', 'nro', 'numero', 'number', '#', '°', 'o', 'no'].includes(tokens[here]?.text ?? '')
  )
    here++;
  const number = tokens[here];
  if (number?.kind !== 'number' || number.text.length > 3) return undefined;
  const following = tokens[here + 1]?.text ?? '';
  if (
    COUNTED_PEOPLE.has(following) ||
    NIGHTS.has(following) ||
    DAYS.has(following) ||
    following === '/'
  )
    return undefined;
  if (fullDayAt(tokens, here, reading) && following !== 'del') return undefined;
  if (['al', '-', 'hasta'].includes(following) && bareDayAt(tokens, here + 2)) return undefined;
  return { name: String(number.value), from: here, to: here + 1 };
}
