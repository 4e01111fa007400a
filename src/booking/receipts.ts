// The receipt of a transfer is the one file of a guest that is kept: the owner looks at it before they decide.
// Everything else that guests send is noted and left with Meta.

import { createHash } from 'node:crypto';
import { Fault } from '../domain/fault.ts';
import type { Db } from './db.ts';
import type { Transaction } from './telling.ts';

export type ReceiptStore = {
  /** Undefined when it is kept already, or when there is none to keep. */
  readonly receiptToKeep: (
    db: Db,
    transferId: number,
  ) => Promise<{ guestId: number; mediaId: string } | undefined>;
  readonly keepReceiptFile: (
    db: Db,
    kept: {
      transferId: number;
      guestId: number;
      mediaId: string;
      mimeType: string;
      bytes: Buffer;
      sha256: Buffer;
      now: Date;
    },
  ) => Promise<void>;
};

export type ReceiptDependencies = ReceiptStore & {
  readonly transaction: Transaction;
  readonly fetchFile: (
    mediaId: string,
    wanted: { mostBytes: number; types: readonly string[]; signal: AbortSignal },
  ) => Promise<{ bytes: Buffer }>;
  readonly now: () => Date;
};

const MOST_BYTES = 10 * 1024 * 1024;
const LONGEST_FETCH_MS = 60_000;
const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;

export function createReceipts({ transaction, fetchFile, now, ...store }: ReceiptDependencies) {
  return async function keepReceipt({ transferId }: { transferId: number }): Promise<void> {
    const receipt = await transaction((db) => store.receiptToKeep(db, transferId));
    if (!receipt) return;
    const { guestId, mediaId } = receipt;
    const signal = AbortSignal.timeout(LONGEST_FETCH_MS);
    const { bytes } = await fetchFile(mediaId, { mostBytes: MOST_BYTES, types: TYPES, signal });
    const mimeType = typeOf(bytes);
    if (!mimeType)
      throw new Fault('receipt.type', 'it is no picture and no PDF', { transient: false });
    const sha256 = createHash('sha256').update(bytes).digest();
    await transaction((db) =>
      store.keepReceiptFile(db, {
        transferId,
        guestId,
        mediaId,
        mimeType,
        bytes,
        sha256,
        now: now(),
      }),
    );
  };
}

/** By its first bytes: what it was announced as decides nothing about how a browser will take it. */
function typeOf(bytes: Buffer): (typeof TYPES)[number] | undefined {
  const starts = (text: string, at = 0) =>
    bytes.subarray(at, at + text.length).toString('latin1') === text;
  if (starts('\xff\xd8\xff')) return 'image/jpeg';
  if (starts('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (starts('RIFF') && starts('WEBP', 8)) return 'image/webp';
  if (starts('%PDF-')) return 'application/pdf';
  return undefined;
}
