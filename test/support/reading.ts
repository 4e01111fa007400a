// What a guest reads on the phone: the words of a payload and its link.

type Payload = {
  readonly type?: string;
  readonly text?: { readonly body: string };
  readonly image?: { readonly caption?: string };
  readonly interactive?: {
    readonly body?: { readonly text: string };
    readonly action: { readonly parameters?: { readonly url?: string } };
  };
};

/** Intl puts no-break spaces into money; a reader sees spaces. */
export function wordsOf(message: object): string {
  const { text, image, interactive } = message as Payload;
  const words = text?.body ?? interactive?.body?.text ?? image?.caption ?? '';
  return words.replaceAll('\u00a0', ' ');
}

export const says = (words: string | RegExp) => (message: object) =>
  typeof words === 'string' ? wordsOf(message).includes(words) : words.test(wordsOf(message));

export function linkOf(message: object): string {
  const url = (message as Payload).interactive?.action.parameters?.url;
  if (url === undefined) throw new Error(`no link in «${wordsOf(message)}»`);
  return url;
}

type Phone = {
  readonly guest: {
    readonly entries: ReadonlyArray<{ from: string; tick: string; message: object }>;
  };
};

/**
 * What came to the phone, in order. A message that Meta failed on, because a process died before its
 * picture was fetched, comes again later: that is not told twice.
 */
export function readBy({ guest }: Phone): object[] {
  const sent = guest.entries.filter(({ from }) => from === 'business');
  const isAgain = (words: string, index: number) =>
    sent
      .slice(0, index)
      .some(({ tick, message }) => tick === 'failed' && wordsOf(message) === words);
  return sent
    .filter(({ message }, index) => !isAgain(wordsOf(message), index))
    .map(({ message }) => message);
}
