// An e-mail address in what a guest writes. Nothing that could end a header or name a second recipient is one.

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/i;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** The last one: what comes later corrects. */
export function emailIn(text: string): string | null {
  const words = text.slice(0, 4_096).split(/[\s<>()[\],;:"«»]+/u);
  const addresses = words.map((word) => word.replace(/^[.¡¿]+|[.!?]+$/g, '')).filter(isAddress);
  return addresses.at(-1) ?? null;
}

function isAddress(word: string): boolean {
  const [local = '', domain = '', ...more] = word.split('@');
  const labels = domain.split('.');
  return (
    more.length === 0 &&
    word.length <= 254 &&
    LOCAL.test(local) &&
    !/^\.|\.\.|\.$/.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label)) &&
    /^[a-z]{2,}$/i.test(labels.at(-1) ?? '')
  );
}
