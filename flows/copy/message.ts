// A message to the guest, in the terms of the conversation; the WhatsApp adapter turns it into a payload.

import type { Party } from '../../src/domain/party.ts';

/** What is known about the guest's wishes when dates are asked for. */
export type Known = { readonly party: Party | null; readonly pets: number };

/** Meta's limits, in code points. */
export const MOST = {
  body: 1_024,
  text: 4_096,
  title: 20,
  rowTitle: 24,
  description: 72,
  rows: 10,
};

export type Button = { readonly id: string; readonly title: string };
export type Row = { readonly id: string; readonly title: string; readonly description?: string };

export type OutMessage =
  | { readonly kind: 'text'; readonly body: string }
  /** One to three buttons; `photo` is a path below the service's public address. */
  | {
      readonly kind: 'buttons';
      readonly body: string;
      readonly buttons: readonly Button[];
      readonly photo?: string;
      readonly footer?: string;
    }
  /** At most ten rows in all; `button` opens the list. */
  | {
      readonly kind: 'list';
      readonly body: string;
      readonly button: string;
      readonly rows: readonly Row[];
      readonly footer?: string;
    }
  /** `path` below the service's public address. */
  | {
      readonly kind: 'link';
      readonly body: string;
      readonly label: string;
      readonly path: string;
      readonly footer?: string;
    }
  /** A question that can be answered in the date form, which `label` opens, or in words as a text is. */
  | {
      readonly kind: 'form';
      readonly body: string;
      readonly label: string;
      readonly known: Known;
    }
  | { readonly kind: 'photo'; readonly photo: string; readonly caption: string }
  | {
      readonly kind: 'place';
      readonly latitude: number;
      readonly longitude: number;
      readonly name: string;
      readonly address: string;
    };
