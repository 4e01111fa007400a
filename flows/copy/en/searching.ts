// Dates, people and what is free.

import { bedsFor } from '../../../src/domain/party.ts';
import type { Problem, StayDoubt } from '../../understand/meaning.ts';
import type { Sentences } from '../copy.ts';
import type { Format } from '../format.ts';
import type { Searching } from '../sayings.ts';
import { shorten } from '../shorten.ts';
import { refused } from './prices.ts';

export const searching: Sentences<Searching> = {
  askDates: ({ month }) =>
    month
      ? 'Which days suit you?'
      : 'For which dates? For example: “3 to 10 January” or “this weekend”.',
  askCheckOut: ({ checkIn }, f) =>
    `Arriving on *${f.day(checkIn)}*. Until which day are you staying, or how many nights?`,
  askParty: ({ stay }, f) =>
    `${stay ? `*${f.stay(stay)}* · ${f.nights(stay)}.\n` : ''}How many people are you? Count the children too; if a baby is coming, tell me separately.`,
  askReading: ({ doubt }, f) => {
    if (doubt.kind === 'checkOut') return 'On which day do you arrive?';
    if (doubt.kind === 'party')
      return 'How many are you in the end? With the exact number I can give you the exact price.';
    const [first] = doubt.readings;
    if (doubt.readings.length === 1 && first)
      return `${doubtful(doubt.why, doubt.name, f)}\n*${f.stay(first)}* · ${f.nights(first)}`;
    if (doubt.why === 'window' && first)
      return `Options for ${f.nights(first)}. Which day would you arrive?`;
    const list = doubt.readings.map((stay) => `• ${f.stay(stay)} · ${f.nights(stay)}`);
    return [
      doubt.name ? `For ${f.feast(doubt.name)}, which of these dates?` : 'Which of these dates?',
      ...list,
    ].join('\n');
  },
  problem: ({ problem }) => impossible(problem),

  askOffer: ({ stays, party, pets }, f) =>
    `Which one shall I show you? (${stays.map(f.shortStay).join('; ')} · ${f.party(party, pets)})`,
  offers: ({ stays, party, pets, offers }, f) => {
    const forStay = stays.map((stay) => {
      const free = offers.filter(({ stay: { checkIn } }) => checkIn === stay.checkIn);
      return [
        `*${f.stay(stay)}*\n${f.nights(stay)} · ${f.party(party, pets)}\n`,
        free.length === 0
          ? 'I have nothing free.'
          : free.length === 1
            ? 'I have this cabin free:'
            : `I have ${free.length} cabins free:`,
        ...free.map(({ name, total }) => `• *${name}* — ${f.money(total)} for the whole stay`),
      ].join('\n');
    });
    return forStay.join('\n\n');
  },
  cannotHost: ({ refusals }, f) =>
    [
      "I don't have any for that:",
      ...refusals.map(({ name, refusal }) => `• ${name}: ${refused(refusal, f)}`),
    ].join('\n'),
  nothingFree: ({ stays, party, pets }, f) =>
    `For *${stays.map(f.stay).join('* or *')}* (${f.party(party, pets)}) I have nothing free.`,
  alternatives: () => 'Here is what I do have, close to what you asked for:',
  noAlternatives: () => 'I also looked a few days before and after, and everything is taken.',
  promoNoted: ({ code }) =>
    `I noted the code *${shorten(code, 20)}*: if it counts for your stay, you will see it taken off the price.`,
  promoFails: ({ code }) =>
    `The code *${shorten(code, 20)}* does not count for this stay, so this price is without it:`,
  tooDear: ({ cheapest }, f) => {
    if (!cheapest) return 'I understand.';
    return cheapest.shown === 'same'
      ? `I understand. *${cheapest.name}* is the cheapest I have for those dates. We can try other dates if you like.`
      : `I understand. The cheapest is *${cheapest.name}*: ${f.money(cheapest.total)} for the whole stay (${f.shortStay(cheapest.stay)}).`;
  },
  noneLiked: () => "All right, let's look for something else.",
  whichOne: () => 'Great, which of these? Tap it, or say “the first one”.',
  notThatCabin: () => "I don't have that cabin free for this. These I do:",
  noneLargeEnough: ({ party, most }) =>
    `One cabin isn't enough for ${bedsFor(party)} people (each takes up to ${most}), but two are.`,
  tooManyPeople: ({ party, most }) =>
    `I don't have room for ${bedsFor(party)} people on those dates: each cabin takes up to ${most}. If you like, talk it over with a person here.`,
  freeDays: ({ month, free, nights }, f) =>
    free.length === 0
      ? `I have nothing free in ${f.month(month)}.`
      : [
          `In ${f.month(month)} I have room${nights === null ? '' : ` for ${f.count(nights, 'night')}`}:`,
          ...free.map((stay) => `• ${f.stay(stay)}`),
        ].join('\n'),
  cabin: ({ card }) =>
    `*${card.name}* · up to ${card.capacity} people\n${shorten(card.description, 500)}\n\n✓ ${shorten(card.amenities.join(' · '), 380)}`,
  askBook: ({ cabin }) => `Shall I work out the price of *${cabin.name}*?`,

  offerWait: ({ stay }, f) => `Shall I tell you if something frees up for *${f.stay(stay)}*?`,
  waitJoined: ({ cabinName, stay, party, pets }, f) =>
    `Done, you are on the list: ${cabinName ? `*${cabinName}*, ` : ''}${f.stay(stay)}, ${f.party(party, pets)}. If it frees up I write to you, in the order in which people asked. Meanwhile you can look for other dates.`,
  waitOffer: ({ cabinName, stay, until }, f) =>
    `*${cabinName}* is free again, ${f.stay(stay)}! It is your turn on the waiting list: until ${f.moment(until)} I tell nobody else. It is kept for you once you book it.`,
  waitLeft: () => 'Done, you are off the waiting list.',
  waitGone: () => 'That offer is over. If you are still interested, tell me the dates and I look.',
};

function doubtful(why: StayDoubt, name: string | undefined, f: Format): string {
  return {
    year: 'That is next year, so let me check:',
    weekday: "The weekday and the date don't match. Could it be this?",
    whichWeekend: 'This weekend?',
    holiday: `For ${name ? f.feast(name) : 'those dates'}, like this?`,
    dayOrMonth: "So that we don't mix up the day and the month:",
    noMonth: 'This month?',
    oneNight: 'Just one night?',
    nights: "The nights and the days you gave don't match. Would these be the dates?",
    approximate: 'Something like this?',
    window: 'Would these dates work?',
    nearest: 'Could it be this?',
    winterBreak: 'The winter holidays differ from province to province. These dates?',
  }[why];
}

function impossible({ kind, words }: Problem): string {
  const said = `“${shorten(words, 60)}”`;
  return {
    noSuchDate: `${said} is not in the calendar.`,
    outBeforeIn: `In ${said} you would leave before you arrive.`,
    noNights: `${said} is less than one night.`,
    past: `${said} has passed.`,
    tooLong: `${said} is longer than we rent for.`,
  }[kind];
}
