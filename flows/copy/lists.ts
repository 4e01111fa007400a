// What there is to choose from, as rows and buttons.

import { sum } from '../../src/domain/money.ts';
import { bedsFor } from '../../src/domain/party.ts';
import type { Stay } from '../../src/domain/stay.ts';
import { choiceId } from '../choices.ts';
import type { Alternative, Offer } from '../events.ts';
import { arrivalsOf } from '../context.ts';
import type { Doubt } from '../understand/meaning.ts';
import type { GuestPen } from './guest-pen.ts';
import { MOST, type OutMessage, type Row } from './message.ts';
import { shorten } from './shorten.ts';

export function createLists({ f, labels, button, row }: GuestPen) {
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

  function alternativeRows(alternatives: readonly Alternative[]): Row[] {
    return alternatives.slice(0, MOST.rows).map(alternativeRow);
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
      return {
        kind: 'buttons',
        body,
        buttons: [button('theseDates', choice(0)), button('otherDates', { do: 'otherDates' })],
      };
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
  function arrivalRows(code: string, from: string): Row[] {
    const first = Number(from.slice(0, 2));
    const step = Math.ceil((24 - first) / MOST.rows);
    const times = Array.from(
      { length: Math.ceil((24 - first) / step) },
      (_, index) => `${String(first + index * step).padStart(2, '0')}:00`,
    );
    return times.map((time) => ({
      id: choiceId({ do: 'arrive', code, time }),
      title: f.aroundTime(time),
    }));
  }

  return { offerRows, alternativeRows, readings, arrivalRows };
}
