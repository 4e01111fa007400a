// The date form in the chat: what its screens show, and what it says about the dates that were chosen.
// Nothing is decided here; what the guest sends at the end is looked at again by the conversation.

import type { Copy } from '../../flows/copy/copy.ts';
import type { FormWords } from '../../flows/copy/form.ts';
import type { Known } from '../../flows/copy/message.ts';
import type { Language } from '../../flows/understand/meaning.ts';
import { bedsFor, type Party } from '../domain/party.ts';
import { addDays, MOST_NIGHTS, nightsOf, type CalendarDate, type Stay } from '../domain/stay.ts';
import type { ReadCatalogue } from './catalogue.ts';
import type { Db } from './db.ts';
import type { createOffers } from './offers.ts';

/** A form that was sent to a guest. `spent`: answered, or too old. */
export type FormTicket = {
  readonly language: Language;
  readonly known: Known;
  readonly spent: boolean;
};

/** What the guest has chosen so far; null for what is not a choice that can be read. */
export type Chosen = {
  readonly stay: Stay | null;
  readonly party: Party | null;
  readonly pets: number | null;
};

export type FormAnswer =
  | {
      readonly kind: 'screen';
      readonly screen: 'STAY' | 'SUMMARY';
      readonly data: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'spent'; readonly message: string };

export type FormDependencies = {
  readonly offers: Pick<ReturnType<typeof createOffers>, 'findOffers' | 'unavailableDays'>;
  readonly readCatalogue: ReadCatalogue;
  readonly readForm: (db: Db, token: string, now: Date) => Promise<FormTicket | undefined>;
  readonly copies: Readonly<Record<Language, Copy>>;
  readonly words: Readonly<Record<Language, FormWords>>;
  readonly today: (now: Date) => CalendarDate;
};

/** The least and the most that may be chosen of each; more is for the chat. */
export const FORM_COUNTS = {
  adults: [1, 12],
  children: [0, 8],
  infants: [0, 4],
  pets: [0, 4],
} as const;

/** How far ahead the calendar goes. */
const MOST_DAYS = 365;
/** Of a party about which nothing is known. */
const USUAL: Party = { adults: 2, children: 0, infants: 0 };
/** More is not read on a phone. */
const MOST_REASONS = 4;

function option(field: keyof typeof FORM_COUNTS, counts: Party & { pets: number }): string {
  const [least, most] = FORM_COUNTS[field];
  return String(Math.min(most, Math.max(least, counts[field])));
}

export function createForm(dependencies: FormDependencies) {
  const { offers, words } = dependencies;

  async function stayScreen(
    db: Db,
    { language, known }: FormTicket,
    now: Date,
    problem?: string,
  ): Promise<FormAnswer> {
    const today = dependencies.today(now);
    const until = addDays(today, MOST_DAYS);
    const w = words[language];
    const counts = { ...(known.party ?? USUAL), pets: known.pets };
    return {
      kind: 'screen',
      screen: 'STAY',
      data: {
        title: w.title,
        description: w.description,
        days_label: { 'start-date': w.arrival, 'end-date': w.leaving },
        adults_label: w.adults,
        children_label: w.children,
        infants_label: w.infants,
        pets_label: w.pets,
        look_label: w.look,
        min_date: today,
        max_date: until,
        unavailable_dates: await offers.unavailableDays(db, { until, now }),
        adults: option('adults', counts),
        children: option('children', counts),
        infants: option('infants', counts),
        pets: option('pets', counts),
        ...(problem !== undefined && { error_message: problem }),
      },
    };
  }

  /** The last screen, or the words for why it cannot be reached. */
  async function look(
    db: Db,
    language: Language,
    { stay, party, pets }: Chosen,
    now: Date,
  ): Promise<FormAnswer | string> {
    const w = words[language];
    if (!stay || !party || pets === null || nightsOf(stay) < 1) return w.incomplete;
    if (stay.checkIn < dependencies.today(now)) return w.past;
    if (nightsOf(stay) > MOST_NIGHTS) return w.tooLong(MOST_NIGHTS);
    const found = await offers.findOffers(db, { stay, party, pets, now });
    const [cheapest] = found.offers;
    const { property, cabins } = await dependencies.readCatalogue(db);
    const isTooLarge = cabins.every(({ capacity }) => capacity < bedsFor(party));
    if (!cheapest && !isTooLarge) {
      const others = found.refusals.filter(({ refusal }) => refusal.kind !== 'tooManyPeople');
      if (others.length === 0) return w.taken(stay);
      // as the chat says it, without its bold
      const refusals = others.slice(0, MOST_REASONS);
      const said = dependencies.copies[language].cannotHost({ refusals }, property);
      return 'body' in said ? said.body.replaceAll('*', '') : w.taken(stay);
    }
    const summary = w.echo(stay, party, pets);
    return {
      kind: 'screen',
      screen: 'SUMMARY',
      data: {
        heading: w.yourStay,
        summary,
        free: cheapest ? w.free(found.offers.length, cheapest.total) : w.together,
        choose_label: w.choose,
        check_in: stay.checkIn,
        check_out: stay.checkOut,
        adults: String(party.adults),
        children: String(party.children),
        infants: String(party.infants),
        pets: String(pets),
      },
    };
  }

  return {
    /** `chosen`: null when the form is only opened. */
    async answer(
      db: Db,
      { token, chosen, now }: { token: string; chosen: Chosen | null; now: Date },
    ): Promise<FormAnswer> {
      const ticket = await dependencies.readForm(db, token, now);
      if (!ticket || ticket.spent)
        return { kind: 'spent', message: words[ticket?.language ?? 'es'].spent };
      if (chosen === null) return stayScreen(db, ticket, now);
      const looked = await look(db, ticket.language, chosen, now);
      if (typeof looked !== 'string') return looked;
      const { party, pets } = chosen;
      const known = { party: party ?? ticket.known.party, pets: pets ?? ticket.known.pets };
      return stayScreen(db, { ...ticket, known }, now, looked);
    },
  };
}
