// What would go wrong: a deploy that looks alive and cannot take a message, and a check that does not notice.

import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { createTokens } from '../../src/adapters/admin/tokens.ts';
import { freePort } from '../../src/sandbox/ports.ts';
import { ANA, openAdminWorld } from '../support/admin.ts';
import { secrets } from '../support/world.ts';

function smoke(url: string, env: Record<string, string>) {
  return new Promise<{ code: number | string | null | undefined; output: string }>((resolve) =>
    execFile(process.execPath, ['src/cli/smoke.ts', url], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, output: stdout + stderr }),
    ),
  );
}
const known = {
  WHATSAPP_VERIFY_TOKEN: secrets.whatsappVerifyToken,
  WHATSAPP_APP_SECRET: secrets.whatsappAppSecret,
};

test('a whole service passes, also the race for the same nights, and nothing of it stays behind', async () => {
  await using world = await openAdminWorld();
  const { token } = await createTokens(secrets.jwtSecret).mint(ANA, world.clock.now());
  const reading = await smoke(`${world.service.url}/`, known);
  expect(reading).toEqual({ code: 0, output: expect.stringContaining('7 of 7 hold') });
  const mutating = await smoke(world.service.url, {
    ...known,
    ADMIN_TOKEN: token,
    RUN_MUTATING: '1',
  });
  expect(mutating).toEqual({ code: 0, output: expect.stringContaining('8 of 8 hold') });
  expect(mutating.output).toMatch(/✓ double-booking race: 12 want \S+ in \w+, one has it/);

  const { rows } = await world.db.query(
    `select (select count(*)::int from guests) as guests, (select count(*)::int from reservations where status = 'confirmed') as taken`,
  );
  expect(rows[0]).toEqual({ guests: 0, taken: 0 });
  for (const secret of [...Object.values(known), token])
    expect(mutating.output).not.toContain(secret);

  // control: without the constraint the race is lost, and what it made is removed all the same
  await world.db.query(`alter table reservations drop constraint one_stay_per_cabin,
    add constraint one_stay_per_cabin exclude using gist (cabin_id with =, stay with &&) where (false)`);
  const lost = await smoke(world.service.url, { ...known, ADMIN_TOKEN: token, RUN_MUTATING: '1' });
  expect(lost.code).toBe(1);
  expect(lost.output).toMatch(/✗ double-booking race: 12 of 12 have the same nights/);
  const left = await world.db.query(`select 1 from reservations where status = 'confirmed'`);
  expect(left.rows).toEqual([]);
});

test('what is closed, wrong or not given is named, and the exit code says so', async () => {
  await using world = await openAdminWorld({
    env: { WHATSAPP_VERIFY_TOKEN: 'another-token', MERCADOPAGO_WEBHOOK_SECRET: '' },
  });
  const { code, output } = await smoke(world.service.url, {
    WHATSAPP_VERIFY_TOKEN: secrets.whatsappVerifyToken,
  });
  expect(code).toBe(1);
  expect(output).toContain('✗ readiness: doors are closed without MERCADOPAGO_WEBHOOK_SECRET');
  expect(output).toContain('✗ webhook handshake: answered 403 instead of 200');
  expect(output).toContain('✗ signed message: WHATSAPP_APP_SECRET is not set for this check');
  expect(output).toContain('✓ wrong signature');
  const nobody = await smoke(`http://127.0.0.1:${await freePort()}`, known);
  expect(nobody.code).toBe(1);
  expect(nobody.output).toContain('ECONNREFUSED');
  expect(nobody.output).toContain('0 of 7 hold');
});
