// The receipts of transfers that guests send, as files.

import type { ReceiptStore } from '../booking/receipts.ts';
import type { Db } from './postgres.ts';

type Kept = Parameters<ReceiptStore['keepReceiptFile']>[1];
export type ReceiptFile = Pick<Kept, 'mimeType' | 'bytes' | 'sha256'>;

export const receiptToKeep: ReceiptStore['receiptToKeep'] = async (db, transferId) => {
  const { rows } = await db.query(
    `select r.guest_id as "guestId", t.receipt ->> 'mediaId' as "mediaId"
     from transfers t join reservations r on r.id = t.reservation_id
     where t.id = $1 and t.receipt ->> 'mediaId' is not null and r.guest_id is not null
       and not exists (select from receipt_files f where f.transfer_id = t.id)`,
    [transferId],
  );
  return rows[0];
};

export const keepReceiptFile: ReceiptStore['keepReceiptFile'] = async (db, kept) => {
  await db.query(
    `insert into receipt_files (transfer_id, guest_id, mime_type, bytes, sha256, kept_at)
     select id, $2, $3, $4, $5, $6 from transfers where id = $1 and receipt ->> 'mediaId' = $7
     on conflict do nothing`,
    [kept.transferId, kept.guestId, kept.mimeType, kept.bytes, kept.sha256, kept.now, kept.mediaId],
  );
};

/** Undefined while it is being fetched, when it could not be, and where none was sent. */
export async function readReceiptFile(
  db: Db,
  reservationId: number,
): Promise<ReceiptFile | undefined> {
  const { rows } = await db.query(
    `select f.mime_type as "mimeType", f.bytes, f.sha256
     from receipt_files f join transfers t on t.id = f.transfer_id where t.reservation_id = $1`,
    [reservationId],
  );
  return rows[0] as ReceiptFile | undefined;
}
