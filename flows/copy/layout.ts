// How each saying looks on the phone, in any language: as text, with buttons, as a list, as a link.

import { choiceId } from '../choices.ts';
import type { Copy, Place, Wording } from './copy.ts';
import { createGuestPen } from './guest-pen.ts';
import { createLists } from './lists.ts';
import { MOST, type OutMessage } from './message.ts';
import type { Sayings } from './sayings.ts';

/** What an answer to "how many?" most often is. */
const PARTIES = [2, 4, 5];

export function createCopy(wording: Wording, timeZone: string): Copy {
  const pen = createGuestPen(wording, timeZone);
  const { f, labels, write, button, text, buttons, link, list } = pen;
  const { offerRows, alternativeRows, readings, arrivalRows } = createLists(pen);

  const menu = button('menu', { do: 'menu' });
  const search = button('search', { do: 'search' });
  const human = button('human', { do: 'human' });
  const payBalance = button('payBalance', { do: 'payBalance' });
  const otherDates = button('otherDates', { do: 'otherDates' });
  const otherCabin = button('otherCabin', { do: 'otherCabin' });
  const book = (cabinId: string) => button('price', { do: 'book', cabinId });
  const yes = (quoteId: string) => button('book', { do: 'yes', to: quoteId });

  function whichOne(saying: Sayings['whichOne'], place: Place): OutMessage {
    const { question } = saying;
    const body = write('whichOne', saying, place, MOST.body);
    if (question.key === 'askReading') return readings(question.doubt, body);
    if (question.key === 'askDates') return { kind: 'text', body };
    const rows =
      question.key === 'askOffer'
        ? offerRows(question.stays, question.offers)
        : alternativeRows(question.alternatives);
    return { kind: 'list', body, button: labels.seeOptions, rows };
  }

  return {
    hello: text('hello'),
    menu: buttons('menu', search, human),
    thanks: text('thanks'),
    deferred: text('deferred'),
    dropped: buttons('dropped', search),
    notUnderstood: text('notUnderstood'),
    staleButton: text('staleButton'),
    voiceHeard: text('voiceHeard'),
    mediaNotRead: (saying, place) =>
      saying.what === 'sticker' || saying.what === 'location'
        ? text('mediaNotRead')(saying, place)
        : buttons('mediaNotRead', human, menu)(saying, place),

    askDates: ({ party, pets, ...saying }, place) => ({
      kind: 'form',
      body: write('askDates', { party, pets, ...saying }, place, MOST.body),
      label: labels.chooseDates,
      known: { party, pets },
    }),
    askCheckOut: text('askCheckOut'),
    askParty: (saying, place) => ({
      kind: 'buttons',
      body: write('askParty', saying, place, MOST.body),
      buttons: PARTIES.map((count) => ({
        id: choiceId({ do: 'people', count }),
        title: f.count(count, 'person'),
      })),
    }),
    askReading: (saying, place) =>
      readings(saying.doubt, write('askReading', saying, place, MOST.text)),
    problem: text('problem'),

    offers: list('offers', 'seeCabins', ({ stays, offers }) => offerRows(stays, offers)),
    askOffer: list('askOffer', 'seeCabins', ({ stays, offers }) => offerRows(stays, offers)),
    cannotHost: text('cannotHost'),
    nothingFree: text('nothingFree'),
    alternatives: list('alternatives', 'seeOptions', ({ alternatives }) =>
      alternativeRows(alternatives),
    ),
    noAlternatives: text('noAlternatives'),
    noneLiked: text('noneLiked'),
    promoNoted: text('promoNoted'),
    promoFails: text('promoFails'),
    tooDear: text('tooDear'),
    whichOne,
    notThatCabin: text('notThatCabin'),
    noneLargeEnough: text('noneLargeEnough'),
    tooManyPeople: buttons('tooManyPeople', human, otherDates),
    freeDays: text('freeDays'),
    cabin: (saying, place) => ({
      kind: 'buttons',
      photo: saying.card.photo,
      body: write('cabin', saying, place, MOST.body),
      buttons: [book(saying.card.cabinId), otherCabin, otherDates],
    }),
    askBook: buttons('askBook', ({ cabin }) => book(cabin.id), otherCabin),

    quote: text('quote'),
    bookIt: buttons('bookIt', ({ quoteId }) => yes(quoteId), otherCabin, otherDates),
    quoteRefused: text('quoteRefused'),
    quoteExpired: text('quoteExpired'),
    askYes: buttons('askYes', ({ quote }) => yes(quote.id), otherCabin, otherDates),
    askName: (saying, place) =>
      saying.profileName === null
        ? text('askName')(saying, place)
        : buttons('askName', button('thatName', { do: 'profileName' }))(saying, place),

    held: text('held'),
    holdTaken: text('holdTaken'),
    holdInTheWay: buttons(
      'holdInTheWay',
      button('keepPaying', { do: 'resume' }),
      ({ code }) => button('letGo', { do: 'letGo', code }),
      human,
    ),
    tooManyHolds: buttons('tooManyHolds', button('seeHold', { do: 'resume' }), human),
    askCancelHold: buttons(
      'askCancelHold',
      ({ code }) => button('cancelHold', { do: 'cancelHold', code }),
      button('keepHold', { do: 'resume' }),
    ),
    holdReleased: buttons('holdReleased', search),
    letGo: text('letGo'),
    holdKept: text('holdKept'),
    holdExpired: buttons('holdExpired', button('searchAgain', { do: 'search' }), otherDates, human),
    payLink: link('payLink'),
    linkComing: text('linkComing'),
    linkFailed: buttons('linkFailed', human),
    holdEnding: link('holdEnding'),
    lookingForPayment: text('lookingForPayment'),

    paymentPending: text('paymentPending'),
    paymentTrouble: link('paymentTrouble'),
    paymentRejected: link('paymentRejected'),
    paymentNotFound: link('paymentNotFound'),
    paymentShort: text('paymentShort'),
    confirmed: text('confirmed'),
    booking: buttons('booking', payBalance, search, human),
    paymentRepeated: text('paymentRepeated'),
    // the dates and the party are remembered: what is near them is one tap away
    paymentTooLate: buttons('paymentTooLate', search, otherDates, human),
    paymentAfterCancel: text('paymentAfterCancel'),
    paymentDisputed: text('paymentDisputed'),
    refundDone: text('refundDone'),
    refundBlocked: text('refundBlocked'),
    cancelled: text('cancelled'),

    balance: text('balance'),
    noBalance: text('noBalance'),
    balanceLink: link('balanceLink', 'payBalance'),
    balancePaid: text('balancePaid'),
    transfer: text('transfer'),
    noTransfer: text('noTransfer'),
    sendReceipt: text('sendReceipt'),
    receiptWaits: buttons('receiptWaits', human),
    receiptTaken: text('receiptTaken'),
    transferRefused: buttons('transferRefused', button('keepPaying', { do: 'resume' }), human),
    transferTooLate: buttons('transferTooLate', search, human),
    askLeave: buttons(
      'askLeave',
      ({ code }) => button('leaveStay', { do: 'leaveStay', code }),
      button('keepStay', { do: 'resume' }),
    ),
    stayLeft: buttons('stayLeft', search),
    stayKept: text('stayKept'),
    askChange: buttons('askChange', otherCabin, button('keepStay', { do: 'resume' })),
    change: text('change'),
    askAgree: buttons(
      'askAgree',
      ({ quoteId }) => button('changeStay', { do: 'yes', to: quoteId }),
      button('keepStay', { do: 'resume' }),
    ),
    whyNotChange: text('whyNotChange'),
    changeChoices: (saying, place) => {
      const [first] = saying.offers;
      return first
        ? list('changeChoices', 'seeCabins', ({ offers }) => offerRows([first.stay], offers))(
            saying,
            place,
          )
        : list('changeChoices', 'seeOptions', ({ alternatives }) => alternativeRows(alternatives))(
            saying,
            place,
          );
    },
    offerWait: buttons('offerWait', button('joinWait', { do: 'joinWait' })),
    waitJoined: buttons('waitJoined', button('leaveWait', { do: 'leaveWait' })),
    waitOffer: buttons(
      'waitOffer',
      button('takeWait', { do: 'takeWait' }),
      button('leaveWait', { do: 'leaveWait' }),
    ),
    waitLeft: buttons('waitLeft', search),
    waitGone: text('waitGone'),
    changeHeld: text('changeHeld'),
    stayChanged: text('stayChanged'),
    changeEnded: text('changeEnded'),
    sameStay: text('sameStay'),
    cannotChange: buttons('cannotChange', human),
    cannotLeave: buttons('cannotLeave', human),

    stayNear: (saying, place) =>
      saying.arrival === null
        ? list('stayNear', 'arrivalTimes', ({ code, checkInFrom }) =>
            arrivalRows(code, checkInFrom),
          )(saying, place)
        : text('stayNear')(saying, place),
    stayArriving: text('stayArriving'),
    stayLeaving: text('stayLeaving'),
    stayOver: text('stayOver'),
    askArrival: list('askArrival', 'arrivalTimes', ({ code, hours }) =>
      arrivalRows(code, hours.from),
    ),
    arrivalNoted: text('arrivalNoted'),
    noArrival: buttons('noArrival', human),
    privacyNotice: text('privacyNotice'),
    privacy: link('privacy', 'privacy'),
    optedOut: buttons('optedOut', button('optIn', { do: 'optIn' })),
    optedIn: text('optedIn'),
    dataHeld: text('dataHeld'),
    askErase: buttons(
      'askErase',
      button('erase', { do: 'erase' }),
      button('keepData', { do: 'resume' }),
    ),
    dataKept: text('dataKept'),
    erasureAsked: text('erasureAsked'),
    emailTaken: text('emailTaken'),
    emailOff: text('emailOff'),
    askEmail: text('askEmail'),
    allInChat: text('allInChat'),

    answers: text('answers'),
    calledHuman: buttons('calledHuman', menu),
    handedBack: text('handedBack'),
  };
}
