// Plain international English: what guests read. Money is named as pesos; days stand before months.

import { bedsFor } from '../../src/domain/party.ts';
import { toCentavos } from '../../src/domain/money.ts';
import type { ExchangeSnapshot, QuoteLine, QuoteRefusal } from '../../src/domain/quote.ts';
import type { Problem, StayDoubt } from '../understand/meaning.ts';
import type { Wording } from './copy.ts';
import type { Format } from './format.ts';
import { shorten } from './shorten.ts';
import { waiting } from './waiting.ts';

export const en: Wording = {
  conventions: {
    locale: 'en-GB',
    things: {
      night: ['night', 'nights'],
      adult: ['adult', 'adults'],
      child: ['child', 'children'],
      infant: ['baby', 'babies'],
      pet: ['pet', 'pets'],
      person: ['person', 'people'],
    },
    to: 'to',
    around: 'Around',
    currency: 'code',
    shortMonth: 'name',
  },
  labels: {
    menu: 'Menu',
    search: 'Dates and prices',
    searchAgain: 'Search again',
    human: 'Talk to a person',
    otherDates: 'Other dates',
    otherCabin: 'Another cabin',
    seeCabins: 'See cabins',
    seeOptions: 'See options',
    chooseDates: 'Choose dates',
    theseDates: 'Yes, these',
    price: 'Price and booking',
    book: 'Yes, book it',
    thatName: 'Use that name',
    pay: 'Pay the deposit',
    keepPaying: 'Go on to payment',
    letGo: 'Release and search',
    seeHold: 'See my booking',
    cancelHold: 'Yes, release it',
    keepHold: 'No, I want it',
    payBalance: 'Pay the balance',
    leaveStay: 'Yes, cancel it',
    keepStay: 'No, keep it',
    changeStay: 'Yes, change it',
    arrivalTimes: 'Choose a time',
    privacy: 'See more',
    optIn: 'Write to me again',
    erase: 'Yes, erase it',
    keepData: 'No, keep it',
    joinWait: 'Tell me if it opens',
    takeWait: 'See the price',
    leaveWait: 'Not any more',
  },
  sentences: {
    hello: (_, __, { name, greeting }) => `Hello! This is the front desk of *${name}*. ${greeting}`,
    menu: () =>
      'Tell me your dates and how many you are, in your own words: “3 to 10 January, 4 people”.',
    thanks: () => "You're welcome! I'm here if you need anything.",
    deferred: () => "No rush. Write whenever you like and we'll carry on from here.",
    dropped: () =>
      "All right, we'll leave it here. Write whenever you want to look at other dates.",
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
        return `${doubtful(doubt.why, doubt.name)}\n*${f.stay(first)}* · ${f.nights(first)}`;
      const list = doubt.readings.map((stay) => `• ${f.stay(stay)} · ${f.nights(stay)}`);
      return [
        doubt.name ? `For ${feast(doubt.name)}, which of these dates?` : 'Which of these dates?',
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

    quote: ({ shown: { quote, cabinName, policy, expiresAt } }, f) =>
      [
        `*${cabinName}*`,
        f.stay(quote.stay),
        `${f.nights(quote.stay)} · ${f.party(quote.party, quote.pets)}`,
        '',
        ...quote.lines.map((line) => `${describe(line, f)}: ${f.money(line.amount)}`),
        `*Total: ${f.money(quote.total)}*`,
        `Deposit to book: *${f.money(quote.deposit)}*; the rest on arrival.`,
        ...(quote.exchange ? [exchangeRate(quote.exchange, f)] : []),
        '',
        policy,
        `Price valid until ${f.moment(expiresAt)}.`,
      ].join('\n'),
    bookIt: () => 'Shall I book it for you?',
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
    payLink: ({ code, deposit, heldUntil }, f) =>
      `Deposit of *${f.money(deposit)}* for booking ${code}.\nYou have until *${f.time(heldUntil)}*. When MercadoPago approves it, I'll confirm right here.`,
    linkComing: ({ heldUntil }, f) =>
      `I'm preparing the payment link; it comes in a moment. The cabin is yours until ${f.time(heldUntil)}.`,
    linkFailed: () =>
      "MercadoPago isn't giving me the link. I keep trying; otherwise a person will sort it out with you.",
    holdEnding: ({ minutesLeft }) =>
      `*${minutesLeft} ${minutesLeft === 1 ? 'minute' : 'minutes'}* left to pay the deposit; after that I have to release the cabin.`,
    lookingForPayment: () =>
      "Thank you. I'll look for it at MercadoPago and tell you; as soon as it shows as approved, I'll confirm.",

    paymentPending: ({ cabinName }) =>
      `MercadoPago is processing your payment. Meanwhile I keep holding *${cabinName}*.`,
    paymentRejected: () =>
      'MercadoPago declined the payment; you were not charged. You can try another card or your account balance.',
    paymentNotFound: () =>
      "I don't see an approved payment yet. If you made it just now, it can take a minute; I keep looking.",
    paymentShort: ({ received, missing, heldUntil }, f) =>
      `I received ${f.money(received)}, but *${f.money(missing)}* of the deposit is missing. I'm holding it until ${f.time(heldUntil)} so that you can complete it.`,
    confirmed: (
      { code, cabinName, stay, received, late, surplus, instructions, offersMail },
      f,
      { checkInFrom, checkOutUntil },
    ) =>
      [
        late
          ? 'Your payment arrived! Time was up, but the cabin was still free.'
          : 'Your payment arrived!',
        `*Booking confirmed* · ${code}`,
        '',
        `*${cabinName}*`,
        f.stay(stay),
        f.nights(stay),
        `We received ${f.money(received)}.`,
        ...(surplus > 0 ? [`We are returning the ${f.money(surplus)} that you overpaid.`] : []),
        '',
        `Check-in from ${checkInFrom}, check-out until ${checkOutUntil}.`,
        instructions,
        ...(offersMail
          ? [
              '',
              "If you like, I'll send it by e-mail too, with the event for your calendar: write me your address.",
            ]
          : []),
      ].join('\n'),
    booking: ({ code, cabinName, stay }, f) =>
      `Your booking *${code}* is confirmed: *${cabinName}*, ${f.stay(stay)}. How can I help?`,
    paymentRepeated: ({ amount, counts }, f) =>
      `Another payment of ${f.money(amount)} came in for the same booking. The first one (${counts}) counts; this one goes back in full.`,
    paymentTooLate: ({ amount, cabinName, stay }, f) =>
      `Your payment of ${f.money(amount)} came in when *${cabinName}* (${f.stay(stay)}) was already somebody else's. We are returning all of it through MercadoPago. Shall we look for other dates?`,
    paymentAfterCancel: ({ amount, refund }, f) =>
      `A payment of ${f.money(amount)} came in for a booking that was already cancelled. We are returning ${f.money(refund)} through MercadoPago.`,
    paymentDisputed: ({ code }) =>
      `There is an open dispute about the payment for booking ${code}. Your booking stands; a person will write to you.`,
    refundDone: ({ amount }, f) =>
      `We asked for the refund of ${f.money(amount)} and MercadoPago approved it. Depending on how you paid, it may take a few days to show.`,
    refundBlocked: ({ amount }, f) =>
      `We owe you ${f.money(amount)}. MercadoPago doesn't let us return it yet; we try again every day and a person has been told.`,
    cancelled: ({ cabinName, stay, refund }, f) =>
      `Your booking of *${cabinName}* (${f.stay(stay)}) is cancelled.${
        refund > 0 ? ` We are returning ${f.money(refund)} through MercadoPago.` : ''
      }`,

    balance: ({ cabinName, stay, total, paid, due }, f) =>
      due > 0
        ? `Your stay in *${cabinName}* (${f.stay(stay)}) costs ${f.money(total)}; you have paid ${f.money(paid)} and *${f.money(due)}* is left. Here comes the link if you want to pay it now; otherwise you pay on arrival.`
        : `It's all paid: ${f.money(total)} for *${cabinName}* (${f.stay(stay)}). Thank you!`,
    noBalance: () => "I can't find a stay of yours with anything left to pay.",
    balanceLink: ({ code, cabinName, stay, amount, why, until }, f) =>
      until !== null
        ? `For the change of booking ${code}, *${f.money(amount)}* are missing. The link works until *${f.time(until)}*.`
        : why === 'asked'
          ? `Balance of *${f.money(amount)}* for booking ${code}. The link works for 24 hours; if it runs out, ask me for another.`
          : `Your stay in *${cabinName}* (${f.stay(stay)}) is near! There is a balance of *${f.money(amount)}*: you can pay it here or on arrival.`,
    balancePaid: ({ code, received, surplus, missing }, f) =>
      [
        `We received ${f.money(received)} for booking ${code}.`,
        missing > 0 ? `A balance of *${f.money(missing)}* is left.` : "It's all paid. Thank you!",
        ...(surplus > 0 ? [`We are returning ${f.money(surplus)} that you paid too much.`] : []),
      ].join(' '),
    transfer: ({ code, amount, alias, cbu, holder, until }, f) =>
      [
        'To pay the deposit by transfer (an account in Argentina):',
        `Alias: *${alias}*`,
        `CBU: ${cbu}`,
        `Holder: ${holder}`,
        `Amount: *${f.money(amount)}*, centavos included, so that I recognise it.`,
        `Reference: ${code}`,
        '',
        `I'm holding the cabin until *${f.time(until)}*. Once it's done, send me the receipt here, as a photo or PDF: a person looks at it, and only then I confirm.`,
      ].join('\n'),
    noTransfer: () =>
      "We don't take transfers. With the link you can pay by card or with money in your account.",
    sendReceipt: () =>
      'If you made the transfer, send the receipt here, as a photo or PDF: a person will look at it and I will confirm. If you paid with the link, I will confirm as soon as MercadoPago approves it.',
    receiptWaits: ({ until }, f) =>
      `I have your receipt; a person still has to look at it. I will tell you here, and the cabin is yours until ${f.moment(until)}.`,
    receiptTaken: ({ until }, f) =>
      `I have the receipt. A person looks at it and I'll tell you here; I'm holding the cabin until ${f.moment(until)}.`,
    transferRefused: ({ heldUntil }, f) =>
      `We didn't find your transfer in the account. I'm holding the cabin until ${f.time(heldUntil)} so that you can pay with the link; if you think it's a mistake, talk to a person.`,
    transferTooLate: ({ amount, cabinName, stay }, f) =>
      `We found your transfer of ${f.money(amount)}, but *${cabinName}* (${f.stay(stay)}) is no longer free. We are returning it; a person will write to you about it.`,
    askLeave: (
      { cabinName, stay, terms: { by, paid, refund, daysBefore, caseCode, outside } },
      f,
    ) =>
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
        ...(refund > byHand
          ? [`We are returning ${f.money(toCentavos(refund - byHand))} through MercadoPago.`]
          : []),
        ...(byHand > 0
          ? [`A person returns ${f.money(byHand)} to you and will write to you here.`]
          : []),
        ...(refund === 0 ? ['Nothing is returned.'] : []),
      ].join(' '),
    stayKept: () => 'All right, your booking stands.',
    askChange: ({ cabinName, stay }, f) =>
      `Your booking: *${cabinName}*, ${f.stay(stay)}. What shall we change? Write the new dates or how many you will be, or tap the button for another cabin.`,
    change: (
      { shown: { quote, cabinName }, before, terms: { paid, payNow, atCheckIn, refund, kept } },
      f,
    ) =>
      [
        `You have *${before.cabinName}*, ${f.stay(before.stay)}, for ${f.money(before.total)}. Changed it would be this, at today's prices for the whole stay:`,
        '',
        `*${cabinName}*`,
        f.stay(quote.stay),
        `${f.nights(quote.stay)} · ${f.party(quote.party, quote.pets)}`,
        '',
        ...quote.lines.map((line) => `${describe(line, f)}: ${f.money(line.amount)}`),
        `*Total: ${f.money(quote.total)}*`,
        ...(quote.exchange ? [exchangeRate(quote.exchange, f)] : []),
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
        ...(refund > byHand
          ? [`We return ${f.money(toCentavos(refund - byHand))} through MercadoPago.`]
          : []),
        ...(byHand > 0
          ? [`A person returns ${f.money(byHand)} to you and writes to you here.`]
          : []),
      ].join('\n'),
    changeEnded: ({ why, cabinName, stay }, f) =>
      why === 'expired'
        ? `Time is up and the payment for the change did not come in: your booking is as it was, *${cabinName}*, ${f.stay(stay)}. If you still want to change it, write to me.`
        : `Your payment came in, but the new nights were someone else's by then: your booking is as it was, *${cabinName}*, ${f.stay(stay)}, and what you paid counts towards the balance.`,
    sameStay: () => 'Your booking is like that already, there is nothing to change.',
    cannotChange: () => 'That booking cannot be changed here any more.',
    ...waiting.en,
    cannotLeave: () => "That booking can't be cancelled here any more.",

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
    emailTaken: ({ address }) =>
      `Done, I'm sending it to *${address}*. Whatever happens to your bookings goes there as well.`,
    emailOff: () => "I can't send anything by e-mail; all about your booking is in this chat.",
    askEmail: () => 'Sure! Write me your e-mail address and I will send it there.',
    allInChat: () => 'For now it all goes here: dates, prices and terms stay in this chat.',

    answers: ({ answers, unknown }) =>
      [
        ...answers,
        ...(unknown
          ? ["I'm not sure about that; if you like, write “person” and someone here will answer."]
          : []),
      ].join('\n\n'),
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
  },
};

function exchangeRate(exchange: ExchangeSnapshot, f: Format): string {
  return `Exchange rate: ${f.money(exchange.rate)} per dollar (${exchange.source === 'own' ? "the lodging's own" : exchange.source}, ${f.moment(exchange.at)}).`;
}

function describe(line: QuoteLine, f: Format): string {
  switch (line.kind) {
    case 'nights':
      return `${f.count(line.count, 'night').replace(' ', line.weekend ? ' weekend ' : ' ')}${line.season ? ` (${line.season})` : ''} × ${f.money(line.unit)}`;
    case 'extraPeople':
      return `${f.count(line.people, 'person')} more × ${f.count(line.count, 'night')}`;
    case 'lengthDiscount':
      return `Long stay discount (${line.percent}%)`;
    case 'promo':
      return `Code ${line.code} (${line.percent}%)`;
    case 'cleaning':
      return 'Cleaning';
    case 'pets':
      return f.count(line.count, 'pet');
  }
}

function refused(refusal: QuoteRefusal, f: Format): string {
  switch (refusal.kind) {
    case 'tooManyPeople':
      return `it takes up to ${refusal.capacity} people`;
    case 'noPets':
      return 'no pets there';
    case 'tooShort':
      return `at least ${f.count(refusal.minNights, 'night')}${refusal.season ? ` in ${refusal.season}` : ''}`;
    case 'tooLong':
      return `at most ${f.count(refusal.maxNights, 'night')}`;
    case 'arrivalDay':
      return `arrivals only on ${refusal.days.map((day) => f.weekday(day)).join(' or ')}`;
    case 'noExchangeRate':
      return "today I don't have the exchange rate for the price";
  }
}

const FEASTS: Readonly<Record<string, string>> = {
  carnival: 'Carnival',
  easter: 'Easter',
  christmas: 'Christmas',
  newYear: 'New Year',
  longWeekend: 'the long weekend',
};

/** A day off by what it is called, else as the calendar calls it. */
function feast(name: string): string {
  return FEASTS[name] ?? name;
}

function doubtful(why: StayDoubt, name: string | undefined): string {
  return {
    year: 'That is next year, so let me check:',
    weekday: "The weekday and the date don't match. Could it be this?",
    whichWeekend: 'This weekend?',
    holiday: `For ${name ? feast(name) : 'those dates'}, like this?`,
    dayOrMonth: "So that we don't mix up the day and the month:",
    noMonth: 'This month?',
    oneNight: 'Just one night?',
    nights: "The nights and the days you gave don't match. Would these be the dates?",
    approximate: 'Something like this?',
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
