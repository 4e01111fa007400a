// What a guest reads on the phone: the words of a payload, its buttons and rows.

type Json = Record<string, any>;

/** Intl puts no-break spaces into money; a reader sees spaces. */
export function wordsOf(message: Json): string {
  return rawWordsOf(message).replaceAll('\u00a0', ' ');
}

function rawWordsOf(message: Json): string {
  if (message['type'] === 'text') return message['text'].body;
  if (message['type'] === 'interactive') return message['interactive'].body?.text ?? '';
  if (message['type'] === 'image') return message['image'].caption ?? '';
  return '';
}

export const says = (words: string | RegExp) => (message: Json) =>
  typeof words === 'string' ? wordsOf(message).includes(words) : words.test(wordsOf(message));

export function linkOf(message: Json): string {
  return message['interactive'].action.parameters.url;
}
