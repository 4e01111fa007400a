// A promotional code, in the guest's own letters: "tengo el código LAGO10". Whether it counts is the tariff's.

import { TELLING } from './lexicon/language.ts';
import { words } from './lexicon/words.ts';
import type { Place, Token } from './tokens.ts';

export type Promo = Place & { readonly code: string };

const NAMED: ReadonlySet<string> = words('codigo cupon promo code coupon voucher cupom');
const BETWEEN: ReadonlySet<string> = words(`
  codigo cupon promo code coupon de del descuento promocional promocion desconto discount es e el o la the is : " “ « * ' que
  dice se llama called
`);

export function findPromo(text: string, tokens: readonly Token[]): Promo | null {
  for (let at = 0; at < tokens.length; at++) {
    if (!NAMED.has(tokens[at]?.text ?? '')) continue;
    let here = at + 1;
    while (here < at + 7 && BETWEEN.has(tokens[here]?.text ?? '')) here++;
    const named = codeAt(text, tokens, here);
    if (named) return named;
  }
  return codesIn(text, tokens)[0] ?? null;
}

/** Written as only codes are: "VERANO50". */
function codesIn(text: string, tokens: readonly Token[]): Promo[] {
  return tokens.flatMap((token, at) => {
    const found = token.kind === 'word' && !token.glued ? codeAt(text, tokens, at) : null;
    const isWord = Object.values(TELLING).some((telling) => telling.has(token.text));
    return found && !isWord && /^\p{Lu}{4,}\d{2,3}$/u.test(found.code) ? [found] : [];
  });
}

/** Letters and figures in one, or capitals alone: "LAGO10", "VERANO". */
function codeAt(text: string, tokens: readonly Token[], from: number): Promo | null {
  let to = from;
  while (to < from + 6 && isPart(tokens[to]) && (to === from || tokens[to]?.glued)) to++;
  const [first, last] = [tokens[from], tokens[to - 1]];
  if (to === from || !first || !last) return null;
  const code = text.slice(first.start, last.end);
  const stands = /^\p{Lu}{4,}$/u.test(code) && /\p{Ll}/u.test(text);
  const isCode = /^(?=.*\p{L})(?=.*\d)/u.test(code) || stands;
  return isCode && code.length >= 3 && code.length <= 20 ? { from, to, code } : null;
}

function isPart(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'number';
}
