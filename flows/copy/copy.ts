// What a language must be able to say: one message for each saying, complete by type.

import type { Property } from '../../src/domain/property.ts';
import type { OutMessage } from './message.ts';
import type { Sayings } from './sayings.ts';

export type Place = Pick<Property, 'name' | 'place' | 'greeting' | 'checkInFrom' | 'checkOutUntil'>;

export type Copy = { readonly [K in keyof Sayings]: (saying: Sayings[K], place: Place) => OutMessage };
