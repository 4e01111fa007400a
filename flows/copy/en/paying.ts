// The deposit, the balance and what comes back.

import type { Sentences } from '../copy.ts';
import type { Paying } from '../sayings.ts';

export const paying: Sentences<Paying> = {
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
  paymentTrouble: ({ heldUntil }, f) =>
    `Oh, I'm sorry about that. When MercadoPago declines a payment you are not charged${
      heldUntil ? `, and I keep the cabin for you until *${f.time(heldUntil)}*` : ''
    }. Often it is a limit or your bank being careful with a purchase abroad: try another card or your account balance. If it still fails, write "human" and we'll sort it out together.`,
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
};
