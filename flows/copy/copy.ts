// What a language must be able to say: a sentence for each saying and a title for each button,
// complete by type. What is not language stands in layout.ts.

import type { Property } from '../../src/domain/property.ts';
import type { Conventions, Format } from './format.ts';
import type { OutMessage } from './message.ts';
import type { Sayings } from './sayings.ts';

export type Place = Pick<Property, 'name' | 'place' | 'greeting' | 'checkInFrom' | 'checkOutUntil'>;

export type Copy = {
  readonly [K in keyof Sayings]: (saying: Sayings[K], place: Place) => OutMessage;
};

/** At most 20 characters each: WhatsApp cuts what is longer. */
export type Label =
  | 'menu'
  | 'search'
  | 'searchAgain'
  | 'human'
  | 'otherDates'
  | 'otherCabin'
  | 'seeCabins'
  | 'seeOptions'
  | 'chooseDates'
  | 'theseDates'
  | 'price'
  | 'book'
  | 'thatName'
  | 'pay'
  | 'keepPaying'
  | 'letGo'
  | 'seeHold'
  | 'cancelHold'
  | 'keepHold'
  | 'payBalance'
  | 'leaveStay'
  | 'keepStay'
  | 'changeStay'
  | 'joinWait'
  | 'takeWait'
  | 'leaveWait'
  | 'arrivalTimes'
  | 'privacy'
  | 'optIn'
  | 'erase'
  | 'keepData';

/** Of one topic, or of all. */
export type Sentences<Topic> = {
  readonly [K in keyof Topic]: (saying: Topic[K], f: Format, place: Place) => string;
};

export type Wording = {
  readonly conventions: Conventions;
  readonly labels: Readonly<Record<Label, string>>;
  readonly sentences: Sentences<Sayings>;
};
