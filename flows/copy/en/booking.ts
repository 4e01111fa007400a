// The price, the yes and the hold.

import type { Sentences } from '../copy.ts';
import { itemized } from '../itemized.ts';
import type { Booking } from '../sayings.ts';
import { shorten } from '../shorten.ts';
import { describe, exchangeRate, refused } from './prices.ts';

export const booking: Sentences<Booking> = {
  quote: ({ shown }, f) => {
    const { quote, policy, expiresAt } = shown;
    return [
      ...itemized(shown, describe, f),
      `Deposit to book: *${f.money(quote.deposit)}*; the rest on arrival.`,
      ...(quote.exchange ? [exchangeRate(quote.exchange, f)] : []),
      '',
      policy,
      `Price valid until ${f.moment(expiresAt)}.`,
    ].join('\n');
  },
  bookIt: ({ name }) =>
    name ? `Shall I book it in the name of *${shorten(name, 60)}*?` : 'Shall I book it for you?',
  quoteRefused: ({ cabinName, refusal }, f) =>
    refusal.kind === 'taken'
      ? `Oh, *${cabinName}* has just been taken for those dates.`
      : `*${cabinName}* won't do: ${refused(refusal, f)}.`,
  quoteExpired: () => 'The price I gave you has expired; here is the new one.',
  askYes: ({ quote, name }, f) =>
    `Shall I book *${quote.cabinName}*, ${f.stay(quote.stay)}${name ? `, in the name of *${shorten(name, 60)}*` : ''}? Total ${f.money(quote.total)}, deposit ${f.money(quote.deposit)}.`,
  askName: ({ profileName }) =>
    `In whose name is the booking? Write the full name${
      profileName ? `, or tap the button if it is for *${shorten(profileName, 60)}*` : ''
    }.`,

  held: ({ hold }, f) =>
    `Done! I'm holding *${hold.cabinName}* for you until *${f.time(hold.heldUntil)}*.\n${f.stay(hold.stay)} · ${f.nights(hold.stay)} · ${f.party(hold.party)}\nBooking *${hold.code}*. The link for the deposit comes in a moment.`,
  holdTaken: () => 'Oh, someone booked it a second earlier. Here is what else there is:',
  holdInTheWay: ({ cabinName, stay, heldUntil }, f) =>
    `I'm holding *${cabinName}* (${f.stay(stay)}) for you until ${f.time(heldUntil)}. To look for something else I have to release it.`,
  tooManyHolds: () =>
    "I'm already holding another cabin for you. Let's finish that one, or I release it and we search again.",
  askCancelHold: ({ cabinName, stay }, f) =>
    `Shall I release *${cabinName}* (${f.stay(stay)})? Nothing has been charged yet.`,
  holdReleased: () => 'Done, I released it; nothing was charged.',
  letGo: () => "Done, I released it; nothing was charged. Let's look.",
  holdKept: () =>
    "A payment for that booking is coming in right now, so I won't release it. I'll tell you as soon as I see it.",
  holdExpired: ({ cabinName, stay }, f) =>
    `Time is up and I released *${cabinName}* (${f.stay(stay)}). Nothing was charged. If you still want it, I'll look again.`,
};
