/** Who comes. Babies under two are counted apart: they sleep in a cot and pay nothing. */
export type Party = {
  readonly adults: number;
  readonly children: number;
  readonly infants: number;
};

/** People who need a bed. */
export function bedsFor(party: Party): number {
  return party.adults + party.children;
}
