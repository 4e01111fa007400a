// Photos, voice notes and papers that a guest sends, kept as Meta keeps them: an id that lives seven
// days, an address that lives five minutes, and bytes only for the holder of the token.
import { createHash, randomInt } from 'node:crypto';

export type Upload = {
  kind: 'image' | 'audio' | 'document' | 'video';
  bytes: Buffer;
  mimeType: string;
  caption?: string;
  filename?: string;
};
type Kept = Upload & { id: string; sha256: string; at: number };

const idLivesMs = 7 * 24 * 3_600_000;
const addressLivesMs = 5 * 60_000;

export function createMedia(deps: { now: () => Date; baseUrl: () => string }) {
  const kept = new Map<string, Kept>();

  function find(id: string): Kept | undefined {
    const found = kept.get(id);
    return found !== undefined && deps.now().getTime() - found.at < idLivesMs ? found : undefined;
  }

  function address(id: string): string {
    const until = Math.floor((deps.now().getTime() + addressLivesMs) / 1000);
    return `${deps.baseUrl()}/whatsapp_business/attachments/?mid=${id}&ext=${until}`;
  }

  return {
    find,
    keep(upload: Upload): Kept {
      const id = String(randomInt(10 ** 12, 10 ** 14));
      const sha256 = createHash('sha256').update(upload.bytes).digest('base64');
      const item: Kept = { ...upload, id, sha256, at: deps.now().getTime() };
      kept.set(id, item);
      return item;
    },
    /** What the webhook says about it. */
    reference(item: Kept): Record<string, unknown> {
      const { id, mimeType, sha256, caption, filename, kind } = item;
      return {
        id,
        mime_type: mimeType,
        sha256,
        url: address(id),
        ...(caption === undefined ? {} : { caption }),
        ...(filename === undefined ? {} : { filename }),
        ...(kind === 'audio' ? { voice: true } : {}),
      };
    },
    /** What GET /{media id} says; the digest is in hex there, in base64 in the webhook. */
    description(item: Kept): Record<string, unknown> {
      return {
        messaging_product: 'whatsapp',
        url: address(item.id),
        mime_type: item.mimeType,
        sha256: Buffer.from(item.sha256, 'base64').toString('hex'),
        file_size: String(item.bytes.length),
        id: item.id,
      };
    },
    isFresh: (until: number) => deps.now().getTime() / 1000 <= until,
  };
}

export type Media = ReturnType<typeof createMedia>;
