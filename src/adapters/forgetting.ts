// Words taken out of JSON that is otherwise kept: what happened, when and for how much still reads.

/** The database lets no other word into the audit log (`only_forgets`). */
const ERASED = '[erased]';

/** Who of the lodging did it; not the guest's. */
const OURS: ReadonlySet<string> = new Set(['by', 'who', 'author', 'state', 'status', 'kind']);
const PERSONAL: ReadonlySet<string> = new Set([
  'name',
  'phone',
  'email',
  'text',
  'note',
  'notes',
  'reason',
  'words',
  'answer',
  'mediaId',
  'profileName',
]);

type Keeps = (text: string, key: string) => boolean;

/** Of a thing that is the guest's: what is kept are single words, such as codes, days and statuses. */
export const ofGuest =
  (words: readonly string[]): Keeps =>
  (text, key) =>
    OURS.has(key) || (/^[\w:.+-]{1,64}$/.test(text) && !PERSONAL.has(key) && !names(text, words));

/** Of a thing that only mentions the guest. */
export const mentioning =
  (words: readonly string[]): Keeps =>
  (text) =>
    !names(text, words);

export function forget(value: unknown, keeps: Keeps, key = ''): unknown {
  if (typeof value === 'string') return keeps(value, key) ? value : ERASED;
  if (Array.isArray(value)) return value.map((item) => forget(item, keeps, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, forget(inner, keeps, name)]),
  );
}

/** As words of their own: «Ana» is not in «mañana». */
function names(text: string, words: readonly string[]): boolean {
  return words.some((word) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${escape(word)}(?![\\p{L}\\p{N}])`, 'iu').test(text),
  );
}

function escape(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
