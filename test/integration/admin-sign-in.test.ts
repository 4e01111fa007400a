// Who comes in to the owner's side, and what each request must bring.

import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { createTokens } from '../../src/adapters/admin/tokens.ts';
import { ANA, BRUNO, openAdminWorld, ownerAt } from '../support/admin.ts';
import { openWorld, secrets } from '../support/world.ts';

test('a token that is missing, foreign, over, signed out or of somebody who left opens nothing', async () => {
  await using world = await openAdminWorld();
  const { owner, service, clock } = world;
  const as = (token: string | null) => ownerAt(service.url, token).get('/me');
  expect(await owner.get('/me')).toMatchObject({ status: 200, body: { email: ANA } });

  const ours = createTokens(secrets.jwtSecret);
  const foreign = await createTokens('b'.repeat(40)).mint(ANA, clock.now());
  const stranger = await ours.mint('eve@example.com', clock.now());
  const old = await ours.mint(ANA, new Date(clock.now().getTime() - 13 * 3_600_000));
  const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"email":"ana@example.com"}')}.`;
  expect((await as(null)).body).toMatchObject({ status: 401, title: 'Sign in first' });
  for (const token of [foreign.token, old.token, unsigned, 'x', 'x y'])
    expect((await as(token)).status).toBe(401);
  expect((await as(stranger.token)).status).toBe(403);
  expect((await as(null)).headers.get('www-authenticate')).toContain('Bearer');
  // a token in an address is no token
  expect((await ownerAt(service.url, null).get(`/me?token=${stranger.token}`)).status).toBe(401);

  const bruno = ownerAt(service.url, (await ours.mint(BRUNO, clock.now())).token);
  expect((await bruno.get('/me')).status).toBe(200);
  expect((await bruno.post('/logout')).status).toBe(200);
  expect((await bruno.get('/me')).status).toBe(401);
  expect((await owner.get('/me')).status).toBe(200);

  await clock.advance(13 * 3_600_000);
  expect((await owner.get('/me')).status).toBe(401);
  for (const { token } of [foreign, stranger, old])
    expect(JSON.stringify(world.log)).not.toContain(token);
});

test('an ID token of the issuer is exchanged for one of ours; all others are refused', async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' }] };
  const issuerServer = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(jwks));
  }).listen(0, '127.0.0.1');
  await once(issuerServer, 'listening');
  await using _ = {
    [Symbol.asyncDispose]: async () => issuerServer.close().closeAllConnections(),
  };
  const { port } = issuerServer.address() as AddressInfo;
  await using world = await openAdminWorld({
    env: {
      OIDC_ISSUER: 'https://accounts.example',
      OIDC_AUDIENCE: 'posta-client',
      OIDC_JWKS_URL: `http://127.0.0.1:${port}/keys`,
    },
  });
  const now = () => Math.floor(world.clock.now().getTime() / 1_000);
  const idToken = (
    claims: object,
    { key = privateKey, at = now(), audience = 'posta-client' } = {},
  ) =>
    new SignJWT({ email: ANA, email_verified: true, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer('https://accounts.example')
      .setAudience(audience)
      .setSubject('1')
      .setIssuedAt(at)
      .setExpirationTime(at + 600)
      .sign(key);
  const anybody = ownerAt(world.service.url, null);
  const login = (token: string) => anybody.post('/login', { idToken: token });

  const signedIn = await login(await idToken({}));
  expect(signedIn).toMatchObject({ status: 200, body: { email: ANA } });
  expect((await ownerAt(world.service.url, signedIn.body.token).get('/me')).status).toBe(200);

  const otherKey = (await generateKeyPair('RS256')).privateKey;
  const refused = {
    'another key': await idToken({}, { key: otherKey }),
    over: await idToken({}, { at: now() - 3_600 }),
    'not verified': await idToken({ email_verified: false }),
    'another client': await idToken({}, { audience: 'somebody-else' }),
    'our own token': signedIn.body.token as string,
    'no token': 'hello',
  };
  for (const [why, token] of Object.entries(refused))
    expect([why, (await login(token)).status]).toEqual([why, 401]);
  expect((await login(await idToken({ email: 'eve@example.com' }))).status).toBe(403);
  expect((await anybody.post('/login', {})).status).toBe(400);
  expect(JSON.stringify(world.log)).not.toContain(signedIn.body.token);
});

test('without an issuer the sign-in says so, without a secret the whole side is closed', async () => {
  await using world = await openAdminWorld();
  const answer = await ownerAt(world.service.url, null).post('/login', { idToken: 'x' });
  expect(answer).toMatchObject({ status: 503, body: { title: 'No issuer is set' } });

  await using open = await openWorld({ env: { JWT_SECRET: '' } });
  const anybody = ownerAt(open.service.url, 'x');
  expect(await anybody.get('/accommodations')).toMatchObject({
    status: 503,
    body: { detail: expect.stringContaining('JWT_SECRET') },
  });
});
