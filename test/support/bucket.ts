// A bucket that speaks as much S3 as backups need. It reckons each signature (AWS Signature Version 4)
// by itself and refuses what was not signed with its secret, or whose body is not the one signed.

import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';

export const bucketKeys = { id: 'bucket-key', secret: 'bucket-secret' };

export async function openBucketServer() {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => response.writeHead(status).end(body));
  });

  async function answer(
    request: IncomingMessage,
  ): Promise<{ status: number; body: string | Buffer }> {
    const body = await buffer(request);
    if (!isSigned(request, body))
      return { status: 403, body: '<Code>SignatureDoesNotMatch</Code>' };
    const url = new URL(request.url ?? '', 'http://bucket');
    const key = decodeURIComponent(url.pathname).replace(/^\/backups-of-posta\/?/, '');
    if (request.method === 'PUT') objects.set(key, body);
    if (request.method === 'DELETE') objects.delete(key);
    if (request.method !== 'GET') return { status: 200, body: '' };
    if (key === '') return { status: 200, body: listing(url.searchParams.get('prefix') ?? '') };
    const found = objects.get(key);
    return found ? { status: 200, body: found } : { status: 404, body: '<Code>NoSuchKey</Code>' };
  }

  function listing(prefix: string): string {
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).toSorted();
    const contents = keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
    return `<ListBucketResult>${contents}</ListBucketResult>`;
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}

function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  if (!match) return false;
  const [, id, day, region, names, signature] = match as unknown as string[];
  const content = String(request.headers['x-amz-content-sha256']);
  if (content !== 'UNSIGNED-PAYLOAD' && content !== sha256(body)) return false;
  const url = new URL(request.url ?? '', 'http://bucket');
  url.searchParams.sort();
  const headers = names!
    .split(';')
    .map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [
    request.method,
    url.pathname,
    url.search.slice(1),
    headers.join(''),
    names,
    content,
  ];
  const scope = `${day}/${region}/s3/aws4_request`;
  const asked = [
    'AWS4-HMAC-SHA256',
    request.headers['x-amz-date'],
    scope,
    sha256(canonical.join('\n')),
  ];
  const key = [day!, region!, 's3', 'aws4_request'].reduce<string | Buffer>(
    (last, word) => createHmac('sha256', last).update(word).digest(),
    `AWS4${bucketKeys.secret}`,
  );
  const expected = createHmac('sha256', key).update(asked.join('\n')).digest('hex');
  return id === bucketKeys.id && signature === expected;
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
