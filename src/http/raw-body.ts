// The bytes as they came, for signatures: read once, counted while they stream.

import type { IncomingMessage } from 'node:http';
import { HttpProblem } from './problem.ts';

/**
 * Throws 413 beyond `limit` and 400 when the sender leaves. What is too much is read and thrown away
 * up to four times the limit, because a sender that is cut off while it writes does not see the answer.
 */
export function readRaw(request: IncomingMessage, limit: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  const tooLarge = () =>
    reject(
      new HttpProblem(413, 'The body is too large', `At most ${limit} bytes are read`, {
        Connection: 'close',
      }),
    );
  const broken = () => reject(new HttpProblem(400, 'The body ended early'));
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
    if (size > 4 * limit) {
      request.pause();
      tooLarge();
    }
  });
  request.on('end', () => {
    // An error costs 8 µs for its stack: none is made for a request that ends well.
    request.off('close', broken);
    if (size > limit) tooLarge();
    else resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size));
  });
  request.on('error', broken);
  request.on('close', broken);
  return promise;
}
