// A Redis that speaks only TLS, with a certificate of an authority that nobody knows.

import { execFileSync } from 'node:child_process';
import { createServer, connect, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../src/sandbox/ports.ts';
import { findRedisBinary } from '../../src/sandbox/redis-binary.ts';
import { diesWithUs, startServer } from '../../src/sandbox/server-process.ts';

const PASSWORD = 'tls-password-of-a-test';

export async function openTlsRedis(folder: string) {
  const binary = await findRedisBinary();
  if (!binary) throw new Error('This run has no Redis: use describeWithRedis.');
  const authority = await makeCertificate(folder);
  const port = await freePort();
  const server = await startServer({
    command: [...diesWithUs('TERM'), binary.path, '-'],
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', LD_LIBRARY_PATH: binary.libraries },
    logFile: join(folder, 'server.log'),
    input: [
      'bind 127.0.0.1',
      'port 0',
      `tls-port ${port}`,
      `tls-cert-file ${join(folder, 'server.pem')}`,
      `tls-key-file ${join(folder, 'server.key')}`,
      `tls-ca-cert-file ${authority}`,
      'tls-auth-clients no',
      `requirepass ${PASSWORD}`,
      'save ""',
      '',
    ].join('\n'),
    stopSignals: [{ signal: 'SIGTERM', waitMs: 5_000 }],
  });
  while (!(await answers(port))) {
    if (server.hasExited()) throw new Error('Redis with TLS did not start');
    await delay(20);
  }
  return {
    url: `rediss://:${PASSWORD}@127.0.0.1:${port}`,
    authority,
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

/** Answers the file of the authority that signed the server's certificate. */
async function makeCertificate(folder: string): Promise<string> {
  const file = (name: string) => join(folder, name);
  await writeFile(file('server.ext'), 'subjectAltName=IP:127.0.0.1\n');
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout'];
  const ca = ['-subj', '/CN=Posta test authority', '-days', '2', '-out', file('ca.pem')];
  openssl('req', '-x509', ...key, file('ca.key'), ...ca);
  openssl('req', ...key, file('server.key'), '-subj', '/CN=redis', '-out', file('server.csr'));
  const signer = ['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial'];
  const out = ['-days', '2', '-extfile', file('server.ext'), '-out', file('server.pem')];
  openssl('x509', '-req', '-in', file('server.csr'), ...signer, ...out);
  return file('ca.pem');
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return await once(socket, 'connect').then(
    () => (socket.destroy(), true),
    () => false,
  );
}

/** An address that refuses until `open`, then leads to `target`: a service that comes up late. */
export async function openLateDoor(target: string) {
  const { hostname, port: targetPort } = new URL(target);
  const port = await freePort();
  const server = createServer((socket) => {
    const onward = connect(Number(targetPort), hostname);
    for (const one of [socket, onward]) one.on('error', () => undefined);
    socket.pipe(onward).pipe(socket);
  });
  const url = new URL(target);
  url.port = String(port);
  return {
    url: url.href,
    async open(): Promise<void> {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      if ((server.address() as AddressInfo).port !== port) throw new Error('another port');
    },
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}
