// Plain international English: what guests read. Money is named as pesos; days stand before months.

import type { Wording } from './copy.ts';
import { booking } from './en/booking.ts';
import { paying } from './en/paying.ts';
import { privacy } from './en/privacy.ts';
import { searching } from './en/searching.ts';
import { staying } from './en/staying.ts';
import { talking } from './en/talking.ts';

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
    feasts: {
      carnival: 'Carnival',
      easter: 'Easter',
      christmas: 'Christmas',
      newYear: 'New Year',
      longWeekend: 'the long weekend',
    },
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
    ...talking,
    ...searching,
    ...booking,
    ...paying,
    ...staying,
    ...privacy,
  },
};
