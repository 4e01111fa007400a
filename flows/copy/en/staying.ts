// The stay that is confirmed: given up, changed, arrived at.

import { toCentavos, type Centavos } from '../../../src/domain/money.ts';
import type { Sentences } from '../copy.ts';
import type { Format } from '../format.ts';
import { itemized } from '../itemized.ts';
import type { Staying } from '../sayings.ts';
import { describe, exchangeRate, refused } from './prices.ts';

export const staying: Sentences<Staying> = {
  booking: ({ code, cabinName, stay }, f) =>
    `Your booking *${code}* is confirmed: *${cabinName}*, ${f.stay(stay)}. How can I help?`,
  cancelled: ({ cabinName, stay, refund }, f) =>
    `Your booking of *${cabinName}* (${f.stay(stay)}) is cancelled.${
      refund > 0 ? ` We are returning ${f.money(refund)} through MercadoPago.` : ''
    }`,
  askLeave: ({ cabinName, stay, terms: { by, paid, refund, daysBefore, caseCode, outside } }, f) =>
    by === 'withdrawal'
      ? `I have recorded your withdrawal: it is case *${caseCode}*. We return all that you paid, *${f.money(refund)}*, and *${cabinName}* (${f.stay(stay)}) is cancelled. Shall I cancel it?`
      : [
          ...(outside === 'tooLate'
            ? [
                `I have recorded your withdrawal (case *${caseCode}*), but more than 10 days have passed since the payment.`,
              ]
            : outside === 'tooClose'
              ? [
                  `I have recorded your withdrawal (case *${caseCode}*), but there are less than 24 hours to check-in.`,
                ]
              : []),
          `If you cancel *${cabinName}* (${f.stay(stay)}) now, ${daysBefore} ${daysBefore === 1 ? 'day' : 'days'} before arrival, ${
            refund > 0
              ? `we return *${f.money(refund)}* of the ${f.money(paid)} that you paid`
              : `nothing of the ${f.money(paid)} that you paid is returned`
          }, by the policy that you accepted. Shall I cancel it?`,
        ].join('\n\n'),
  stayLeft: ({ cabinName, stay, refund, byHand, caseCode }, f) =>
    [
      `Done, your booking of *${cabinName}* (${f.stay(stay)}) is cancelled.`,
      ...(caseCode ? [`Case *${caseCode}*.`] : []),
      ...comesBack(refund, byHand, f),
      ...(refund === 0 ? ['Nothing is returned.'] : []),
    ].join(' '),
  stayKept: () => 'All right, your booking stands.',
  cannotLeave: () => "That booking can't be cancelled here any more.",

  askChange: ({ cabinName, stay }, f) =>
    `Your booking: *${cabinName}*, ${f.stay(stay)}. What shall we change? Write the new dates or how many you will be, or tap the button for another cabin.`,
  change: ({ shown, before, terms: { paid, payNow, atCheckIn, refund, kept } }, f) =>
    [
      `You have *${before.cabinName}*, ${f.stay(before.stay)}, for ${f.money(before.total)}. Changed it would be this, at today's prices for the whole stay:`,
      '',
      ...itemized(shown, describe, f),
      ...(shown.quote.exchange ? [exchangeRate(shown.quote.exchange, f)] : []),
      '',
      `You have paid ${f.money(paid)}.`,
      ...(payNow > 0 ? [`To confirm the change: *${f.money(payNow)}* with MercadoPago.`] : []),
      ...(atCheckIn > 0 ? [`On arrival: *${f.money(atCheckIn)}*.`] : []),
      ...(refund > 0 ? [`We return: *${f.money(refund)}*.`] : []),
      ...(kept > 0
        ? [`${f.money(kept)} of the deposit are not returned, by the policy that you accepted.`]
        : []),
    ].join('\n'),
  askAgree: ({ cabinName, stay, payNow }, f) =>
    payNow > 0
      ? `Shall I change it to *${cabinName}*, ${f.stay(stay)}? I keep the new nights while you pay ${f.money(payNow)}; until then your booking stays as it is.`
      : `Shall I change it to *${cabinName}*, ${f.stay(stay)}?`,
  whyNotChange: ({ why, cabinName, stay, some }, f) =>
    [
      why.kind === 'asked'
        ? some
          ? `Let us see another cabin for *${f.stay(stay)}*.`
          : `For *${f.stay(stay)}* no other cabin is free.`
        : why.kind === 'taken'
          ? `*${cabinName}* is not free ${f.stay(stay)}.`
          : `*${cabinName}* will not do: ${refused(why, f)}.`,
      ...(some ? [] : ['Your booking stays as it is.']),
    ].join(' '),
  changeChoices: () => 'This is possible:',
  changeHeld: ({ cabinName, stay, payNow, until }, f) =>
    `I am keeping *${cabinName}*, ${f.stay(stay)}, until *${f.time(until)}*. When the ${f.money(payNow)} are in I make the change; until then your booking stays as it is. The link comes in a moment.`,
  stayChanged: ({ code, cabinName, stay, total, due, refund, byHand }, f) =>
    [
      `Done! *Booking changed* · ${code}`,
      '',
      `*${cabinName}*`,
      f.stay(stay),
      f.nights(stay),
      `Total ${f.money(total)}${due > 0 ? `; on arrival you pay ${f.money(due)}` : ''}.`,
      ...comesBack(refund, byHand, f),
    ].join('\n'),
  changeEnded: ({ why, cabinName, stay }, f) =>
    why === 'expired'
      ? `Time is up and the payment for the change did not come in: your booking is as it was, *${cabinName}*, ${f.stay(stay)}. If you still want to change it, write to me.`
      : `Your payment came in, but the new nights were someone else's by then: your booking is as it was, *${cabinName}*, ${f.stay(stay)}, and what you paid counts towards the balance.`,
  sameStay: () => 'Your booking is like that already, there is nothing to change.',
  cannotChange: () => 'That booking cannot be changed here any more.',

  stayNear: ({ cabinName, stay, checkInFrom, arrival }, f) =>
    `Not long now! We expect you at *${cabinName}* on *${f.day(stay.checkIn)}*, from ${checkInFrom}.\n${
      arrival
        ? `I have you down for *${arrival}*; if that changes, tell me here.`
        : 'What time do you expect to arrive? Choose it from the list or write it to me.'
    }`,
  stayArriving: ({ code, cabinName, stay, checkInFrom, instructions, arrival }, f) =>
    [
      `For your arrival at *${cabinName}* on *${f.day(stay.checkIn)}* (booking ${code}), from ${checkInFrom}:`,
      instructions,
      arrival
        ? `I have you down for *${arrival}*; if that changes, tell me here.`
        : 'If you know what time you will arrive, write it to me here.',
    ].join('\n\n'),
  stayLeaving: ({ cabinName, until, notes }) =>
    [
      `Thank you for staying with us! Today you leave *${cabinName}*: check-out is until *${until}*.`,
      ...(notes ? [notes] : []),
      'Have a good trip!',
    ].join('\n\n'),
  stayOver: ({ cabinName, reviewLink }, _, { name }) =>
    `We hope you got home well. If you liked *${cabinName}*, a review helps *${name}* a lot:\n${reviewLink}`,
  askArrival: ({ hours: { from, until, lateArrival } }) =>
    [
      `What time do you expect to arrive? Check-in is from ${from}${until ? ` to ${until}` : ''}.`,
      ...(lateArrival ? [lateArrival] : []),
    ].join('\n'),
  arrivalNoted: ({ cabinName, stay, time, fit, hours: { from, until, lateArrival } }, f) =>
    [
      `Noted: you arrive at *${cabinName}* on *${f.day(stay.checkIn)}* at *${time}*.`,
      ...(fit === 'early'
        ? [
            `The cabin is ready from ${from}; I'll tell whoever receives you, and they will answer here.`,
          ]
        : []),
      ...(fit === 'late'
        ? [
            `That is after ${until ?? ''}, so I'll tell whoever receives you.`,
            ...(lateArrival ? [lateArrival] : []),
          ]
        : []),
      'If it changes, write me the new time.',
    ].join('\n'),
  noArrival: () =>
    "I can't find a stay of yours that is to come. If you like, I'll put you through to a person.",

  emailTaken: ({ address }) =>
    `Done, I'm sending it to *${address}*. Whatever happens to your bookings goes there as well.`,
  emailOff: () => "I can't send anything by e-mail; all about your booking is in this chat.",
  askEmail: () => 'Sure! Write me your e-mail address and I will send it there.',
};

/** What came by transfer or in cash is given back by hand. */
function comesBack(refund: Centavos, byHand: Centavos, f: Format): readonly string[] {
  return [
    ...(refund > byHand
      ? [`We are returning ${f.money(toCentavos(refund - byHand))} through MercadoPago.`]
      : []),
    ...(byHand > 0
      ? [`A person returns ${f.money(byHand)} to you and will write to you here.`]
      : []),
  ];
}
