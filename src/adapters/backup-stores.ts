// A place for backups: a folder, or a bucket that speaks S3. A backup is two files, and the one with the
// checksum comes last: without it the other is half-made and not a backup.

import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AwsClient } from 'aws4fetch';
import { request, type Dispatcher } from 'undici';

export type BackupStore = {
  readonly where: string;
  readonly names: () => Promise<readonly string[]>;
  readonly put: (name: string, file: string, sha256: string) => Promise<void>;
  readonly get: (name: string, file: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
};

export function openFolder(folder: string): BackupStore {
  return {
    where: folder,
    names: () => readdir(folder).catch(() => []),
    async put(name, file) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Whole under its name or not there: a full disk leaves only the partial file.
      await copyFile(file, join(folder, `${name}.partial`));
      await rename(join(folder, `${name}.partial`), join(folder, name));
    },
    get: (name, file) => copyFile(join(folder, name), file),
    remove: (name) => rm(join(folder, name), { force: true }),
  };
}

export type Bucket = {
  readonly bucket: string;
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

const PREFIX = 'backups/';
const TIMEOUT_MS = 60_000;

export function openBucket({ bucket, endpoint, region, ...keys }: Bucket): BackupStore {
  const signer = new AwsClient({ ...keys, service: 's3', region });
  const base = `${endpoint.replace(/\/+$/, '')}/${bucket}`;
  const address = (name: string) => `${base}/${PREFIX}${encodeURIComponent(name)}`;

  async function ask(
    method: 'GET' | 'PUT' | 'DELETE',
    url: string,
    upload?: { file: string; sha256: string },
  ): Promise<Dispatcher.ResponseData> {
    const { headers } = await signer.sign(url, {
      method,
      ...(upload && { headers: { 'x-amz-content-sha256': upload.sha256 } }),
    });
    const answer = await request(url, {
      method,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      headers: {
        ...Object.fromEntries(headers),
        ...(upload && { 'content-length': String((await stat(upload.file)).size) }),
      },
      ...(upload && { body: createReadStream(upload.file) }),
    });
    if (answer.statusCode < 300) return answer;
    const code = /<Code>(\w+)<\/Code>/.exec(await answer.body.text())?.[1] ?? 'no reason';
    throw new Error(`${method} in bucket ${bucket} answered ${answer.statusCode} (${code})`);
  }

  return {
    where: `bucket ${bucket}`,
    async names() {
      const query = new URLSearchParams({ 'list-type': '2', prefix: PREFIX });
      const text = await (await ask('GET', `${base}?${query.toString()}`)).body.text();
      // Ours are letters, digits, dots and dashes: nothing in them is escaped.
      return [...text.matchAll(/<Key>backups\/([\w.-]+)<\/Key>/g)].map(([, name]) => name ?? '');
    },
    async put(name, file, sha256) {
      await (await ask('PUT', address(name), { file, sha256 })).body.dump();
    },
    async get(name, file) {
      await pipeline((await ask('GET', address(name))).body, createWriteStream(file));
    },
    async remove(name) {
      await (await ask('DELETE', address(name))).body.dump();
    },
  };
}
