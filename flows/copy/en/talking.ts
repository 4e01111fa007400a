// Hello, asides and a person.

import type { Sentences } from '../copy.ts';
import type { Talking } from '../sayings.ts';
import { shorten } from '../shorten.ts';

export const talking: Sentences<Talking> = {
  hello: (_, __, { name, greeting }) => `Hello! This is the front desk of *${name}*. ${greeting}`,
  menu: () =>
    'Tell me your dates and how many you are, in your own words: “3 to 10 January, 4 people”.',
  thanks: () => "You're welcome! I'm here if you need anything.",
  deferred: () => "No rush. Write whenever you like and we'll carry on from here.",
  dropped: () => "All right, we'll leave it here. Write whenever you want to look at other dates.",
  notUnderstood: () => "Sorry, I didn't understand that.",
  staleButton: () => 'That button belongs to an earlier message and no longer works.',
  voiceHeard: ({ words }) => `🎙️ “${shorten(words, 160)}”`,
  mediaNotRead: ({ what }) =>
    ({
      audio:
        "Sorry, I couldn't listen to the voice message. Could you type it? If you prefer, I'll get a person.",
      file: "I got the file, but I can't read it. If it is important, I'll get a person.",
      location: "Thanks for the location! I don't need it for a booking.",
      sticker: '😄',
      other: "I can't read that. Put it in words and we'll carry on.",
    })[what],

  answers: ({ answers, unknown }) =>
    [
      ...answers,
      ...(unknown
        ? ["I'm not sure about that; if you like, write “person” and someone here will answer."]
        : []),
    ].join('\n\n'),
  allInChat: () => 'For now it all goes here: dates, prices and terms stay in this chat.',
  calledHuman: ({ why }) =>
    `${
      {
        asked: "Of course, I'm letting a person know.",
        notUnderstood: "I'm not understanding you well, so I'll tell a person.",
        change: "A person has to look at that change of your booking; I'll tell them now.",
        cancel: "To cancel a confirmed booking a person will help you; I'll tell them now.",
        invoice: "The invoice is prepared by a person; I'll tell them now.",
        payment: "I can't find a payment of yours that is pending, so I'll tell a person.",
        manyCabins: "To book two cabins together a person will help you; I'll tell them now.",
        optOut: "Understood, we won't write to you again. I'll tell a person now.",
        dataDeletion:
          "Understood. A person will see that your data is deleted; I'll tell them now.",
        failed: "I had a problem with your message; I'll tell a person now.",
      }[why]
    } ${
      why === 'optOut'
        ? 'If you want to come back later, tap the button.'
        : "They will write to you here. Meanwhile I won't interrupt; to come back to me, tap the button."
    }`,
  handedBack: () => "It's me again, the automatic front desk.",
};
