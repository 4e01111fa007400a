// What would go wrong: a token, a phone or what a guest wrote stands in a log that others read.

import { expect, test } from 'vitest';
import { createLog } from '../../src/adapters/log.ts';

function lines(
  level: 'info' | 'debug',
  write: (log: ReturnType<typeof createLog>) => void,
): string {
  let written = '';
  write(createLog({ logLevel: level }, { write: (line: string) => void (written += line) }));
  return written;
}

test('tokens and signatures are never written, at any depth that we log', () => {
  const text = lines('debug', (log) =>
    log.info(
      {
        token: 's3cret',
        headers: { authorization: 's3cret' },
        settings: { appSecret: 's3cret' },
        req: { headers: { cookie: 's3cret' } },
      },
      'x',
    ),
  );
  expect(text).not.toContain('s3cret');
});

test('phones keep their last four digits', () => {
  const text = lines('info', (log) =>
    log.info(
      {
        phone: '5491155500101',
        to: '+5491155500101',
        from: '5491155500101',
        wa_id: 5_491_155_500_101,
      },
      'x',
    ),
  );
  expect(text).not.toContain('549115');
  expect(text.match(/•0101/g)).toHaveLength(4);
});

test('what a guest wrote is written only while debugging', () => {
  const write = (log: ReturnType<typeof createLog>) =>
    log.warn({ text: 'somos 4', message: { body: 'somos 4' } }, 'x');
  expect(lines('info', write)).not.toContain('somos 4');
  expect(lines('debug', write)).toContain('somos 4');
});

test('an error of Postgres does not bring its row along', () => {
  const err = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (phone)=(5491155500101) already exists.',
    constraint: 'guests_phone_key',
  });
  const text = lines('info', (log) => log.error({ err }, 'x'));
  expect(text).not.toContain('5491155500101');
  expect(JSON.parse(text)).toMatchObject({
    level: 'error',
    err: { code: '23505', constraint: 'guests_phone_key' },
  });
});
