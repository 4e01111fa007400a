// What a guest can tap. The id travels through the guest's phone, so it names things and
// carries no price, date or state; whoever acts on it checks it against what is known.

export type Choice =
  | { readonly do: 'menu' | 'search' | 'human' | 'resume' | 'pay' | 'otherDates' | 'otherCabin' | 'profileName' }
  | { readonly do: 'cabin' | 'book'; readonly cabinId: string }
  | { readonly do: 'yes' | 'no'; readonly to: string }
  | { readonly do: 'reading'; readonly index: number }
  | { readonly do: 'alternative'; readonly index: number }
  | { readonly do: 'people'; readonly count: number }
  | { readonly do: 'cancelHold'; readonly code: string }
  | { readonly do: 'unknown' };

export function choiceId(choice: Choice): string {
  if ('cabinId' in choice) return `${choice.do}:${choice.cabinId}`;
  if ('to' in choice) return `${choice.do}:${choice.to}`;
  if ('index' in choice) return `${choice.do}:${choice.index}`;
  if ('code' in choice) return `${choice.do}:${choice.code}`;
  if ('count' in choice) return `${choice.do}:${choice.count}`;
  return choice.do;
}

/** Anything a phone may send; what is not one of ours is `unknown`. */
export function parseChoice(id: string): Choice {
  const [verb = '', rest = ''] = id.slice(0, 200).split(/:(.*)/s, 2);
  switch (verb) {
    case 'menu':
    case 'search':
    case 'human':
    case 'resume':
    case 'pay':
    case 'otherDates':
    case 'otherCabin':
    case 'profileName':
      return { do: verb };
    case 'cabin':
    case 'book':
      return { do: verb, cabinId: rest };
    case 'cancelHold':
      return { do: verb, code: rest };
    case 'yes':
    case 'no':
      return { do: verb, to: rest };
    case 'reading':
    case 'alternative':
      return /^\d{1,2}$/.test(rest) ? { do: verb, index: Number(rest) } : { do: 'unknown' };
    case 'people':
      return /^\d{1,2}$/.test(rest) ? { do: verb, count: Number(rest) } : { do: 'unknown' };
    default:
      return { do: 'unknown' };
  }
}
