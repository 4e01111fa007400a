// How each saying looks on the phone, in any language: as text, with buttons, as a list, as a link.
// What the owner or the guest wrote may be long; it is shortened here, before WhatsApp would cut it.

import { bedsFor } from '../../src/domain/party.ts';
import { sum } from '../../src/domain/money.ts';
import type { Stay } from '../../src/domain/stay.ts';
import { choiceId, type Choice } from '../choices.ts';
import type { Alternative, Offer } from '../events.ts';
import { arrivalsOf } from '../reading.ts';
import type { Doubt } from '../understand/meaning.ts';
import type { Copy, Label, Place, Wording } from './copy.ts';
import { createFormat } from './format.ts';
import type { Button, OutMessage, Row } from './message.ts';
import type { Sayings } from './sayings.ts';
import { shorten } from './shorten.ts';

/** Meta's limits, in code points. */
export const MOST = {
  body: 1_024,
  text: 4_096,
  title: 20,
  rowTitle: 24,
  description: 72,
  rows: 10,
};
/** What an answer to "how many?" most often is. */
const PARTIES = [2, 4, 5];

type Key = keyof Sayings;
type KeyWithLink = { [K in Key]: Sayings[K] extends { path: string | null } ? K : never }[Key];

export function createCopy(wording: Wording, timeZone: string): Copy {
  const { labels, sentences } = wording;
  const f = createFormat(wording.conventions, timeZone);

  const write = <K extends Key>(key: K, saying: Sayings[K], place: Place, most: number) =>
    shorten(sentences[key](saying, f, place), most);
  const button = (label: Label, choice: Choice): Button => ({
    id: choiceId(choice),
    title: labels[label],
  });
  const row = (choice: Choice, title: string, description: string): Row => ({
    id: choiceId(choice),
    title: shorten(title, MOST.rowTitle),
    description: shorten(description, MOST.description),
  });

  const text =
    <K extends Key>(key: K) =>
    (saying: Sayings[K], place: Place): OutMessage => ({
      kind: 'text',
      body: write(key, saying, place, MOST.text),
    });
  const buttons =
    <K extends Key>(key: K, ...choices: ReadonlyArray<Button | ((saying: Sayings[K]) => Button)>) =>
    (saying: Sayings[K], place: Place): OutMessage => ({
      kind: 'buttons',
      body: write(key, saying, place, MOST.body),
      buttons: choices.map((choice) => (typeof choice === 'function' ? choice(saying) : choice)),
    });
  const link =
    <K extends KeyWithLink>(key: K, label: Label = 'pay') =>
    (saying: Sayings[K], place: Place): OutMessage =>
      saying.path === null
        ? text(key)(saying, place)
        : {
            kind: 'link',
            body: write(key, saying, place, MOST.body),
            label: labels[label],
            path: saying.path,
          };

  const menu = button('menu', { do: 'menu' });
  const search = button('search', { do: 'search' });
  const human = button('human', { do: 'human' });
  const payBalance = button('payBalance', { do: 'payBalance' });
  const otherDates = button('otherDates', { do: 'otherDates' });
  const otherCabin = button('otherCabin', { do: 'otherCabin' });
  const book = (cabinId: string) => button('price', { do: 'book', cabinId });
  const yes = (quoteId: string) => button('book', { do: 'yes', to: quoteId });

  function offerRows(stays: readonly Stay[], offers: readonly Offer[]): Row[] {
    if (stays.length === 1)
      return offers
        .slice(0, MOST.rows)
        .map(({ cabinId, name, total, summary }) =>
          row({ do: 'cabin', cabinId }, name, `${f.money(total)} · ${summary}`),
        );
    // every stay keeps its share of the list
    const share = Math.floor(MOST.rows / stays.length);
    return stays.flatMap(({ checkIn }) =>
      offers
        .filter((offer) => offer.stay.checkIn === checkIn)
        .slice(0, share)
        .map(({ cabinId, name, total, stay }) =>
          row({ do: 'cabin', cabinId, checkIn }, name, `${f.shortStay(stay)} · ${f.money(total)}`),
        ),
    );
  }

  function alternativeRow(alternative: Alternative, index: number): Row {
    const choice = { do: 'alternative', index } as const;
    if (alternative.kind === 'twoCabins') {
      const [one, two] = alternative.offers;
      const price = f.money(sum([one.total, two.total]));
      return row(choice, f.shortStay(one.stay), named(`${sleeps(one)} + ${sleeps(two)}`, price));
    }
    const { name, stay, total } = alternative.offer;
    const price = `${f.nights(stay)} · ${f.money(total)}`;
    return row(choice, f.shortStay(stay), named(name, price));
  }

  /** `Coihue (4)`: how many of the party sleep there. */
  function sleeps({ name, party }: Offer): string {
    return party ? `${name} (${bedsFor(party) + party.infants})` : name;
  }

  /** Of the two, the price is what stays whole. */
  function named(name: string, price: string): string {
    return `${shorten(name, MOST.description - price.length - 3)} · ${price}`;
  }

  /** One reading is confirmed, two are buttons, more are a list. */
  function readings(doubt: Doubt, body: string): OutMessage {
    const choice = (index: number) => ({ do: 'reading', index }) as const;
    const titled = (titles: readonly string[]): OutMessage => ({
      kind: 'buttons',
      body,
      buttons: titles.slice(0, 3).map((title, index) => ({ id: choiceId(choice(index)), title })),
    });
    if (doubt.kind === 'checkOut') return titled(arrivalsOf(doubt).map((day) => f.shortDay(day)));
    if (doubt.kind === 'party') {
      const titles = doubt.readings.map((party) => f.party(party));
      return titled(
        titles.every((title) => title.length <= MOST.title)
          ? titles
          : doubt.readings.map((party) => f.count(bedsFor(party), 'person')),
      );
    }
    if (doubt.readings.length === 1)
      return { kind: 'buttons', body, buttons: [button('theseDates', choice(0)), otherDates] };
    return {
      kind: 'list',
      body,
      button: labels.chooseDates,
      rows: doubt.readings
        .slice(0, MOST.rows)
        .map((stay, index) => row(choice(index), f.shortStay(stay), f.nights(stay))),
    };
  }

  /** The hours from check-in to the end of the day, as many as a list holds. */
  function arrivalTimes<K extends 'stayNear' | 'askArrival'>(
    key: K,
    saying: Sayings[K],
    code: string,
    from: string,
    place: Place,
  ): OutMessage {
    const first = Number(from.slice(0, 2));
    const step = Math.ceil((24 - first) / MOST.rows);
    const times = Array.from(
      { length: Math.ceil((24 - first) / step) },
      (_, index) => `${String(first + index * step).padStart(2, '0')}:00`,
    );
    return {
      kind: 'list',
      body: write(key, saying, place, MOST.text),
      button: labels.arrivalTimes,
      rows: times.map((time) => ({
        id: choiceId({ do: 'arrive', code, time }),
        title: f.aroundTime(time),
      })),
    };
  }

  function whichOne(saying: Sayings['whichOne'], place: Place): OutMessage {
    const { question } = saying;
    const body = write('whichOne', saying, place, MOST.body);
    if (question.key === 'askReading') return readings(question.doubt, body);
    if (question.key === 'askDates') return { kind: 'text', body };
    const rows =
      question.key === 'askOffer'
        ? offerRows(question.stays, question.offers)
        : question.alternatives.slice(0, MOST.rows).map(alternativeRow);
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

    offers: (saying, place) => ({
      kind: 'list',
      body: write('offers', saying, place, MOST.text),
      button: labels.seeCabins,
      rows: offerRows(saying.stays, saying.offers),
    }),
    askOffer: (saying, place) => ({
      kind: 'list',
      body: write('askOffer', saying, place, MOST.text),
      button: labels.seeCabins,
      rows: offerRows(saying.stays, saying.offers),
    }),
    cannotHost: text('cannotHost'),
    nothingFree: text('nothingFree'),
    alternatives: (saying, place) => ({
      kind: 'list',
      body: write('alternatives', saying, place, MOST.text),
      button: labels.seeOptions,
      rows: saying.alternatives.slice(0, MOST.rows).map(alternativeRow),
    }),
    noAlternatives: text('noAlternatives'),
    noneLiked: text('noneLiked'),
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
    changeChoices: ({ offers, alternatives }, place) => ({
      kind: 'list',
      body: write('changeChoices', { offers, alternatives }, place, MOST.text),
      button: offers.length > 0 ? labels.seeCabins : labels.seeOptions,
      rows:
        offers.length > 0
          ? offerRows([offers[0]!.stay], offers)
          : alternatives.slice(0, MOST.rows).map(alternativeRow),
    }),
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
        ? arrivalTimes('stayNear', saying, saying.code, saying.checkInFrom, place)
        : text('stayNear')(saying, place),
    stayArriving: text('stayArriving'),
    stayLeaving: text('stayLeaving'),
    stayOver: text('stayOver'),
    askArrival: (saying, place) =>
      arrivalTimes('askArrival', saying, saying.code, saying.hours.from, place),
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
