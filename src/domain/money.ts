// Money is a whole number of centavos of one currency; no fraction of a centavo exists.

export type Currency = 'ARS' | 'USD';

declare const centavos: unique symbol;
/** A whole number of hundredths of a currency unit. Negative where it lowers a total. */
export type Centavos = number & { readonly [centavos]: true };

/** Throws when `value` is no safe integer: a rounding must be chosen by the caller. */
export function toCentavos(value: number): Centavos {
  if (!Number.isSafeInteger(value))
    throw new RangeError(`not a whole number of centavos: ${value}`);
  return value as Centavos;
}

export function sum(amounts: Iterable<Centavos>): Centavos {
  let total = 0;
  for (const amount of amounts) total += amount;
  return toCentavos(total);
}

/** `share` of an amount in percent, rounded half away from zero to a whole centavo. */
export function percentOf(amount: Centavos, percent: number): Centavos {
  return toCentavos(Math.sign(amount) * Math.round((Math.abs(amount) * percent) / 100));
}
