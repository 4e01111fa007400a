// What comes through the one door, as it is kept in `guest_events.body`.

import type { Fact } from '../../flows/events.ts';
import type { OwnerFact } from '../../flows/owner-talk.ts';
import type { Filled } from '../../flows/understand/filled.ts';

export type Inbound =
  /** `spoken`: heard in a voice note. */
  | { readonly kind: 'text'; readonly text: string; readonly spoken?: true }
  /** A tap on a button or a row; `title` is what the guest saw. */
  | { readonly kind: 'choice'; readonly id: string; readonly title: string }
  /** The date form, filled in: `title` is the summary that the guest saw, `token` the digest of its token. */
  | ({ readonly kind: 'form'; readonly title: string; readonly token: string } & Filled)
  | {
      readonly kind: 'media';
      readonly what:
        | 'image'
        | 'audio'
        | 'document'
        | 'video'
        | 'sticker'
        | 'location'
        | 'contacts'
        | 'unsupported';
      readonly mediaId?: string;
      readonly mimeType?: string;
      readonly caption?: string;
      readonly filename?: string;
    }
  /** Wants no answer: a reaction, an edit. Kept for the transcript. */
  | { readonly kind: 'note'; readonly what: string }
  /** The guest goes by another number or user id, which is the sender from now on; `from` is who they were. */
  | { readonly kind: 'moved'; readonly from: Identity }
  /** By the button that WhatsApp shows under marketing. */
  | { readonly kind: 'preference'; readonly wish: 'stop' | 'resume' }
  /** The owner wrote to the guest from the phone: `what` is the type, `text` the words or the caption. */
  | { readonly kind: 'owner'; readonly what: string; readonly text: string }
  | { readonly kind: 'fact'; readonly event: Fact | OwnerFact };

const OWNER_FACTS: readonly string[] = [
  'alerts.due',
  'digest.due',
  'decision.closed',
] satisfies ReadonlyArray<OwnerFact['type']>;

export function isOwnerFact(event: Fact | OwnerFact): event is OwnerFact {
  return OWNER_FACTS.includes(event.type);
}

/** At least one of the two names a guest. `phone` in canonical digits (Argentine mobiles as 549…). */
export type Identity = { readonly phone: string | null; readonly bsuid: string | null };
export type Sender = Identity & { readonly profileName: string | null };

/** One message of a delivery, ready for the inbox. */
export type Arrival = {
  /** `wamid:<id>`; unique, so a second delivery changes nothing. */
  readonly key: string;
  readonly sender: Sender;
  readonly sentAt: Date;
  readonly body: Inbound;
};

/** What Meta says about a message of ours. */
export type Delivery = {
  readonly wamid: string;
  /** Ours, as it went out with the message; null when the message names none that could be ours. */
  readonly messageId: number | null;
  readonly status: 'sent' | 'delivered' | 'read' | 'failed';
  readonly at: Date;
  readonly error: {
    readonly code: number;
    readonly title: string;
    readonly detail: string | null;
  } | null;
  /** What Meta charges it as: service, utility, marketing …; told once. */
  readonly category: string | null;
};
