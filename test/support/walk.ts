// Walks the conversation breadth first through `advance`: every event of the alphabet in every state
// reached, every effect with every answer that it may get. What the guest would see is kept per step.

import { addDays } from '../../src/domain/stay.ts';
import { toCentavos, type Centavos } from '../../src/domain/money.ts';
import type { Saying } from '../../flows/copy/sayings.ts';
import type { Effect } from '../../flows/effects.ts';
import type { ConversationEvent, LeavingTerms, Offer, QuoteShown } from '../../flows/events.ts';
import { advance, begin, stateNameOf, type Conversation } from '../../flows/runtime.ts';
import { alphabet, AT, CHANGE, CODE, FEBRUARY, FOUR } from './alphabet.ts';

/** One event, with everything that followed from it until the turn was quiet. */
export type Step = {
  readonly before: Conversation;
  readonly event: ConversationEvent;
  readonly after: Conversation;
  readonly sayings: readonly Saying[];
  readonly effects: ReadonlyArray<Exclude<Effect, { type: 'say' | 'prompt' }>>;
  /** The nights asked for in the turn, with the quote that the guest had before them at that moment. */
  readonly holds: ReadonlyArray<{ readonly quoteId: string; readonly shown: QuoteShown | null }>;
  /** States passed through within the turn, the last one included. */
  readonly through: readonly string[];
  /** The quote last written out to the guest, and the one that the guest last said yes to. */
  readonly shown: QuoteShown | null;
  readonly agreedTo: string | null;
};

const TOTAL = toCentavos(134_309_000);
const DEPOSIT = toCentavos(40_292_700);

const offer = (cabinId: string, name: string, stay: Offer['stay']): Offer => ({
  cabinId,
  name,
  summary: 'junto al lago',
  capacity: 4,
  stay,
  total: TOTAL,
});

/** What the database may answer. Two answers are enough where a guard tells two cases apart. */
function answersTo(
  effect: Step['effects'][number],
  conversation: Conversation,
): ConversationEvent[] {
  switch (effect.type) {
    case 'findOffers':
      return [
        { type: 'offers.found', offers: [], refusals: [] },
        {
          type: 'offers.found',
          offers: effect.stays.flatMap((stay) => [
            offer('coihue', 'Coihue', stay),
            offer('maiten', 'Maitén', stay),
          ]),
          refusals: [],
        },
        {
          type: 'offers.found',
          offers: effect.stays.map((stay) => offer('maiten', 'Maitén', stay)),
          refusals: [{ name: 'Coihue', refusal: { kind: 'tooManyPeople', capacity: 4 } }],
        },
      ];
    case 'findAlternatives': {
      const other = offer('coihue', 'Coihue', FEBRUARY);
      return [
        { type: 'alternatives.found', alternatives: [], mostPeople: 6 },
        {
          type: 'alternatives.found',
          alternatives: [
            { kind: 'otherDates', offer: other },
            { kind: 'shorterStay', offer: other },
          ],
          mostPeople: 6,
        },
        {
          type: 'alternatives.found',
          alternatives: [
            { kind: 'twoCabins', offers: [other, offer('maiten', 'Maitén', FEBRUARY)] },
          ],
          mostPeople: 6,
        },
      ];
    }
    case 'findFreeDays':
      return [
        { type: 'month.found', month: effect.month, free: [] },
        {
          type: 'month.found',
          month: effect.month,
          free: [{ checkIn: effect.month, checkOut: addDays(effect.month, 9) }],
        },
      ];
    case 'describeCabin':
      return [
        { type: 'cabin.gone' },
        {
          type: 'cabin.described',
          card: {
            cabinId: effect.cabinId,
            name: 'Coihue',
            description: '',
            amenities: [],
            photo: 'photos/coihue-1.jpg',
            capacity: 4,
          },
        },
      ];
    case 'makeQuote':
      return [
        { type: 'quote.refused', cabinName: 'Coihue', refusal: { kind: 'taken' } },
        // never the id of a quote that was shown before
        {
          type: 'quote.made',
          shown: quoteFor(effect, conversation.context.quote?.id === 'q1' ? 'q2' : 'q1'),
        },
      ];
    case 'recallQuote': {
      const { stay, party, pets, cabin } = conversation.context;
      if (!stay || !party || !cabin) throw new Error('a quote without what it is for');
      return [
        {
          type: 'quote.made',
          shown: quoteFor({ cabinId: cabin.id, stay, party, pets }, effect.quoteId),
        },
      ];
    }
    case 'askData':
      return [
        {
          type: 'data.told',
          caseCode: 'PD-7K2MN',
          dueOn: FEBRUARY.checkIn,
          held: {
            phoneEnds: '0001',
            profileName: 'Ana',
            since: '2026-11-24T15:00:00.000Z',
            received: 3,
            sent: 4,
            codes: [CODE],
            paid: DEPOSIT,
          },
        },
      ];
    case 'askErasure':
      return ([null, 'stay'] as const).map((block) => ({
        type: 'erasure.asked',
        caseCode: 'PD-7K2MN',
        dueOn: FEBRUARY.checkIn,
        block,
      }));
    case 'setContact':
      return effect.asked === 'meta'
        ? []
        : [{ type: 'contact.set', wish: effect.wish, already: false }];
    case 'noteNotice':
      return [];
    case 'answer':
      return [{ type: 'answers.found', answers: ['Sí.'], unknown: true }];
    case 'placeHold': {
      const { stay, party } = conversation.context;
      if (!stay || !party) throw new Error('a hold without dates or party');
      return [
        {
          type: 'hold.granted',
          hold: {
            code: CODE,
            cabinName: 'Coihue',
            stay,
            party,
            total: TOTAL,
            deposit: DEPOSIT,
            heldUntil: AT,
          },
        },
        { type: 'hold.refused', why: 'taken' },
        { type: 'hold.refused', why: 'quoteExpired' },
        { type: 'hold.refused', why: 'tooManyHolds' },
      ];
    }
    case 'releaseHold':
      return [
        { type: 'hold.released', code: effect.code },
        { type: 'hold.kept', code: effect.code },
      ];
    case 'callHuman':
      return [{ type: 'human.called', why: effect.why, until: '2026-11-25T03:00:00.000Z' }];
    case 'lookForPayment':
      return [];
    case 'askBalance':
      return [
        { type: 'balance.none' },
        { type: 'balance.told', total: TOTAL, paid: DEPOSIT, due: toCentavos(TOTAL - DEPOSIT) },
        { type: 'balance.told', total: TOTAL, paid: TOTAL, due: toCentavos(0) },
      ];
    case 'askTransfer':
      return [
        { type: 'transfer.none', why: 'notOffered' },
        { type: 'transfer.none', why: 'notNow' },
        {
          type: 'transfer.told',
          ...{ amount: toCentavos(DEPOSIT + 7), alias: 'EL.RADAL', cbu: '0'.repeat(22) },
          ...{ holder: 'Ana', until: AT },
        },
      ];
    case 'takeReceipt':
      return [{ type: 'receipt.none' }, { type: 'receipt.taken', until: AT }];
    case 'askToLeave':
      return [
        { type: 'leaving.refused', why: 'disputed' },
        { type: 'leaving.refused', why: 'notNow' },
        { type: 'leaving.told', terms: termsFor(effect.by) },
      ];
    case 'noteArrival': {
      const hours = { from: '15:00', until: null, lateArrival: null };
      if (effect.time === null)
        return [{ type: 'arrival.none' }, { type: 'arrival.asked', code: effect.code, hours }];
      const noted = { type: 'arrival.noted', cabinName: 'Coihue', stay: FEBRUARY } as const;
      return [{ type: 'arrival.none' }, { ...noted, time: effect.time, fit: 'inHours', hours }];
    }
    case 'takeEmail':
      return [
        { type: 'email.off' },
        effect.address === null
          ? { type: 'email.asked' }
          : { type: 'email.taken', address: effect.address },
      ];
    case 'tellInstructions':
      return [
        { type: 'arrival.none' },
        {
          ...{ type: 'stay.arriving', code: effect.code, cabinName: 'Coihue', stay: FEBRUARY },
          ...{ checkInFrom: '15:00', instructions: 'La llave.', arrival: null },
        },
      ];
    case 'leaveStay':
      return [
        { type: 'leaving.refused', why: 'disputed' },
        { type: 'leaving.told', terms: termsFor(effect.by) },
        { type: 'stay.left', refund: effect.refund, byHand: toCentavos(0), caseCode: null },
      ];
    case 'joinWaitlist': {
      const { type: _, cabin, ...wish } = effect;
      return [{ type: 'wait.joined', cabinName: cabin && 'Coihue', ...wish }];
    }
    case 'leaveWaitlist':
      return [{ type: 'wait.left' }];
    case 'takeWaitOffer':
      return [
        { type: 'wait.gone' },
        {
          type: 'wait.recalled',
          ...{ cabinId: 'coihue', stay: FEBRUARY, party: FOUR, pets: 0 },
        },
      ];
    case 'weighChange':
      return [
        { type: 'change.refused', why: 'tooClose' },
        { type: 'change.refused', why: 'same' },
        { type: 'change.refused', why: 'notNow' },
        ...choicesFor(effect.stay ?? FEBRUARY),
        changeTold(effect.stay ?? FEBRUARY, toCentavos(0)),
      ];
    case 'agreeToChange':
      return [
        { type: 'change.refused', why: 'disputed' },
        ...choicesFor(FEBRUARY),
        changeTold(FEBRUARY, DEPOSIT),
        { type: 'change.held', cabinName: 'Coihue', stay: FEBRUARY, payNow: DEPOSIT, until: AT },
        {
          type: 'stay.changed',
          ...{ code: effect.code, cabinName: 'Coihue', stay: FEBRUARY },
          ...{ total: TOTAL, due: DEPOSIT, refund: effect.refund, byHand: toCentavos(0) },
        },
      ];
  }
}

function termsFor(by: LeavingTerms['by']): LeavingTerms {
  const caseCode = by === 'withdrawal' ? 'AR-7K3F9' : null;
  return { by, paid: DEPOSIT, refund: DEPOSIT, daysBefore: 20, caseCode, outside: null };
}

function choicesFor(stay: Offer['stay']): ConversationEvent[] {
  const of = { type: 'change.choices', cabinName: 'Coihue', stay } as const;
  const taken = { kind: 'taken' } as const;
  return [
    { ...of, why: taken, offers: [], alternatives: [] },
    { ...of, why: taken, offers: [offer('maiten', 'Maitén', stay)], alternatives: [] },
    {
      ...{ ...of, why: { kind: 'noPets' }, offers: [] },
      alternatives: [{ kind: 'otherDates', offer: offer('coihue', 'Coihue', FEBRUARY) }],
    },
  ];
}

function changeTold(stay: Offer['stay'], payNow: Centavos): ConversationEvent {
  const party = { adults: 2, children: 0, infants: 0 };
  const zero = toCentavos(0);
  return {
    type: 'change.told',
    shown: quoteFor({ cabinId: 'coihue', stay, party, pets: 0 }, CHANGE),
    before: { cabinName: 'Coihue', stay: FEBRUARY, total: TOTAL },
    terms: {
      ...{ paid: DEPOSIT, deposit: DEPOSIT, payNow, atCheckIn: DEPOSIT, refund: zero, kept: zero },
    },
  };
}

function quoteFor(
  {
    cabinId,
    stay,
    party,
    pets,
  }: Pick<QuoteShown['quote'], 'stay' | 'party' | 'pets'> & { cabinId: string },
  id: string,
): QuoteShown {
  const quote = {
    ...{ stay, party, pets, lines: [] },
    ...{ total: TOTAL, deposit: DEPOSIT, exchange: null },
  };
  return { id, cabinId, cabinName: 'Coihue', quote, policy: '', expiresAt: AT };
}

export type Open = Pick<Step, 'shown' | 'agreedTo'> & { readonly conversation: Conversation };

/** Every way in which a turn can go, effects answered in their order as the turn does. */
export function takeTurn(open: Open, event: ConversationEvent): Step[] {
  type Draft = Omit<Step, 'before' | 'event'>;
  const feed = (draft: Draft, fed: ConversationEvent): Draft[] => {
    const { conversation, effects } = advance(draft.after, fed);
    let drafts: Draft[] = [
      { ...draft, after: conversation, through: [...draft.through, stateNameOf(conversation)] },
    ];
    for (const effect of effects)
      drafts = drafts.flatMap((one): Draft[] => {
        if (effect.type === 'say')
          return [
            {
              ...one,
              sayings: [...one.sayings, effect.saying],
              shown: effect.saying.key === 'quote' ? effect.saying.shown : one.shown,
            },
          ];
        const asked = { ...one, effects: [...one.effects, effect] };
        if (effect.type === 'placeHold')
          asked.holds = [...one.holds, { quoteId: effect.quoteId, shown: one.shown }];
        const answers = answersTo(effect, one.after);
        return answers.length === 0 ? [asked] : answers.flatMap((answer) => feed(asked, answer));
      });
    return drafts;
  };
  const start: Draft = {
    after: open.conversation,
    sayings: [],
    effects: [],
    holds: [],
    through: [],
    shown: open.shown,
    agreedTo: agreedBy(event, open) ?? open.agreedTo,
  };
  return feed(start, event).map((draft) => ({ ...draft, before: open.conversation, event }));
}

function named(open: Open, event: ConversationEvent): Step[] {
  try {
    return takeTurn(open, event);
  } catch (cause) {
    const what = `${stateNameOf(open.conversation)} + ${JSON.stringify(event)}`;
    throw new Error(what, { cause });
  }
}

/** Judged from outside the machine: a yes in words or on the button of the quote last shown. */
function agreedBy(event: ConversationEvent, { shown, conversation }: Open): string | undefined {
  if (!shown) return undefined;
  if (event.type === 'guest.chose')
    return event.choice.do === 'yes' && event.choice.to === shown.id ? shown.id : undefined;
  const asked = stateNameOf(conversation) === 'attending.awaitingYes';
  const says =
    event.type === 'guest.said' && ['affirm', 'quote'].includes(event.meaning.intents[0]!);
  return asked && says ? shown.id : undefined;
}

/**
 * What a conversation adds to those seen: its state with each of the things that guards look at. Walked
 * by the combinations of all of them there would be a million steps; by each on its own, some fifty thousand.
 */
function aspectsOf({ conversation, shown, agreedTo }: Open): string[] {
  const { value, context } = conversation;
  const { stay, party, doubts, wanted, offers, alternatives, quote, hold, booking, leaving } =
    context;
  const { change, waitable, waiting } = context;
  const aspects = {
    wishes: [stay !== null, party !== null, doubts.map(({ kind }) => kind)],
    large: party !== null && party.adults > 4,
    shown: [offers.length, alternatives[0]?.kind, wanted !== null],
    quote: quote && [quote.id === shown?.id, quote.id === agreedTo, stay !== null],
    hold: hold && [hold.link, doubts.length > 0],
    booking: booking !== null,
    leaving: leaving?.by,
    change: change && [change.pets !== null, change.another, change.told?.payNow],
    waitable: waitable?.cabin,
    waiting,
    lapsed: context.lapsed !== null,
    misses: Math.min(context.misses, 1),
    quiet: context.quietUntil !== null,
  };
  return Object.entries(aspects).map((aspect) => JSON.stringify([value, aspect]));
}

export type Walk = { readonly steps: number; readonly conversations: number };

/** Calls `see` with every step. `profileName`: whether Meta told the guest's name. */
export function walk(profileName: string | null, see: (step: Step) => void): Walk {
  const conversation = begin({ language: 'es', profileName });
  const queue: Open[] = [{ conversation, shown: null, agreedTo: null }];
  const seen = new Set<string>();
  let steps = 0;
  for (const open of queue) {
    for (const event of alphabet(open.conversation.context.quote?.id)) {
      for (const step of named(open, event)) {
        steps++;
        see(step);
        const next = { conversation: step.after, shown: step.shown, agreedTo: step.agreedTo };
        const news = aspectsOf(next).filter((aspect) => !seen.has(aspect));
        if (news.length === 0) continue;
        for (const aspect of news) seen.add(aspect);
        queue.push(next);
      }
    }
  }
  return { steps, conversations: queue.length };
}
