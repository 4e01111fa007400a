// Lexicon data is written as text: words with spaces between, sequences and phrases with semicolons.

export function words(block: string): ReadonlySet<string> {
  return new Set(block.trim().split(/\s+/));
}

/** "nos vamos; me voy": each a fixed sequence of words. */
export function sequences(block: string): ReadonlyArray<readonly string[]> {
  return block.split(';').map((sequence) => sequence.trim().split(/\s+/));
}

/** Phrases in the notation of phrases.ts. */
export function phrases(block: string): readonly string[] {
  return block.split(';').map((phrase) => phrase.trim().replace(/\s+/g, ' '));
}

/** "1 enero january; 2 febrero february": each word with the number before it. */
export function valued<Value extends number = number>(
  block: string,
): Readonly<Record<string, Value>> {
  const entries = block.split(';').flatMap((line) => {
    const [value, ...names] = line.trim().split(/\s+/);
    return names.map((name) => [name, Number(value) as Value] as const);
  });
  return Object.fromEntries(entries);
}
