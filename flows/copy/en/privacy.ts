// What is known of the guest.

import type { Sentences } from '../copy.ts';
import type { Privacy } from '../sayings.ts';
import { shorten } from '../shorten.ts';

export const privacy: Sentences<Privacy> = {
  privacyNotice: (_, __, { name }) =>
    `*${name}* uses your number and what you write only to answer you, and writes to you here about your enquiry and your stay. More: write PRIVACY.`,
  privacy: () =>
    'Here is who uses your data, what for and for how long. To see it, write “what data do you have”; to erase it, “delete my data”; to hear only about your stay, STOP.',
  optedOut: ({ already }) =>
    `${already ? 'You had opted out already.' : 'Done, you are off the list.'} We only write if there is a stay or a payment under way. To come back, write START.`,
  optedIn: ({ already }) =>
    already
      ? 'You are on the list already.'
      : 'Done, you hear from us again. To leave, write STOP.',
  dataHeld: ({ caseCode, dueOn, held }, f) =>
    [
      'This is what we keep about you:',
      `• WhatsApp ending in ${held.phoneEnds ?? '—'}${held.profileName ? `, under the name ${shorten(held.profileName, 60)}` : ''}`,
      `• ${held.received} messages of yours and ${held.sent} of ours, since ${f.moment(held.since)}`,
      `• Reservations: ${held.codes.length > 0 ? shorten(held.codes.join(', '), 300) : 'none'}`,
      `• Approved payments: ${f.money(held.paid)}`,
      '',
      `Case *${caseCode}*: by ${f.day(dueOn)} a person sends you the full copy. To erase it, write “delete my data”.`,
    ].join('\n'),
  askErase: () =>
    'If you say yes, we erase your name, your number, your messages and the receipts you sent. Only the amounts, dates and codes that the law makes us keep remain, without your name. It cannot be undone. Shall we erase your data?',
  dataKept: () => 'All right, nothing is erased.',
  erasureAsked: ({ caseCode, dueOn, block }, f) =>
    block === null
      ? `Done. Case *${caseCode}*: your data is erased within minutes, by ${f.day(dueOn)} at the latest. The chat on your phone is yours to delete. If you write again, we start from scratch.`
      : `Noted: case *${caseCode}*. It cannot be erased yet because ${
          {
            stay: 'you have a confirmed stay',
            hold: 'I am holding a cabin for you',
            money: 'money of yours is on its way',
          }[block]
        }; as soon as that is over it is erased by itself, without your asking again.`,
};
