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
