// Ages, so that they are never taken for counts or days: "(5 y 8)", "de 5 y 8 años", "aged 6", "8 meses".

import { COUNTED_PEOPLE, MONTHS_OLD, YEARS_OLD } from './lexicon/people.ts';
import { words } from './lexicon/words.ts';
import { numberAt } from './numbers.ts';
import type { Token } from './tokens.ts';

export type AgesRead = {
  /** Said with its unit: "3 años". */
  readonly spelled: boolean;
  readonly years: readonly number[];
  readonly months: number;
  readonly next: number;
};

const BETWEEN_AGES: ReadonlySet<string> = words('y e and , / - &');
const BEFORE_AGES: ReadonlySet<string> = words(
  'de d com con aged age ages edad edades tiene tienen tem of',
);

function isAgeUnit(word: string): boolean {
  return MONTHS_OLD.has(word) || YEARS_OLD.has(word);
}

/** Right after the people they belong to. In brackets, after "de", or with "años" behind. */
export function agesAt(
  tokens: readonly Token[],
  at: number,
  whose: 'one' | 'several',
): AgesRead | undefined {
  const start = tokens[at]?.text === 'en' && tokens[at + 1]?.text === 'total' ? at + 2 : at;
  const bracket = tokens[start]?.text === '(';
  let here = bracket ? start + 1 : start;
  const introduced = BEFORE_AGES.has(tokens[here]?.text ?? '');
  if (introduced) here++;
  const said: { value: number; unit: 'years' | 'months' | 'none' }[] = [];
  for (let count = 0; count < 10; count++) {
    const number = numberAt(tokens, here);
    if (!number || number.value > 99 || COUNTED_PEOPLE.has(tokens[number.next]?.text ?? '')) break;
    const unitWord = tokens[number.next]?.text ?? '';
    const unit = MONTHS_OLD.has(unitWord)
      ? 'months'
      : YEARS_OLD.has(unitWord) && !(unitWord === 'a' && tokens[number.next + 1]?.kind === 'number')
        ? 'years'
        : 'none';
    said.push({ value: number.value, unit });
    here = unit === 'none' ? number.next : number.next + 1;
    if (tokens[here]?.text === 'old') here++;
    const joined = BETWEEN_AGES.has(tokens[here]?.text ?? '') ? here + 1 : here;
    const more = joined > here || introduced ? numberAt(tokens, joined) : undefined;
    if (!more || (unit !== 'none' && !isAgeUnit(tokens[more.next]?.text ?? ''))) break;
    here = joined;
  }
  const last = said.at(-1);
  if (!last) return undefined;
  const spelled = last.unit !== 'none';
  const closed = bracket && tokens[here]?.text === ')';
  // "(2)" after "los nenes" is how many, not how old.
  if (!spelled && !introduced && !(closed && (said.length > 1 || whose === 'one')))
    return undefined;
  if (
    !spelled &&
    (['personas', 'noches', 'enero'].includes(tokens[here]?.text ?? '') ||
      said.some((age) => age.value > 17))
  )
    return undefined;
  const lastUnit = last.unit === 'none' ? 'years' : last.unit;
  const years = said
    .filter((age) => (age.unit === 'none' ? lastUnit : age.unit) === 'years')
    .map((age) => age.value);
  return { spelled, years, months: said.length - years.length, next: closed ? here + 1 : here };
}
