// What would go wrong: the templates that the bot counts on are not in the account, and nobody knows
// before a guest waits in vain; the doctor calls a sick account well, or says nothing that helps.

import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { says } from '../support/reading.ts';
import { minutes } from '../support/journeys.ts';
import { createManagement } from '../../src/adapters/whatsapp/management.ts';
import { examineForm } from '../../src/adapters/whatsapp/doctor-form.ts';
import { parseConfig } from '../../src/config.ts';
import { newKey } from '../support/forms.ts';
import { openWorld, secrets, type World } from '../support/world.ts';

type Said = { readonly code: number; readonly text: string };

/** A command as the owner runs it, in an environment of its own. */
function run(world: World, args: readonly string[], env: Record<string, string> = {}) {
  return new Promise<Said>((resolve) => {
    const child = execFile(
      process.execPath,
      [...args],
      {
        env: {
          ...world.environment,
          PATH: process.env['PATH'],
          WHATSAPP_BUSINESS_ID: world.sandbox.whatsapp.account.accountId,
          PUBLIC_URL: world.service.url,
          ...env,
        },
      },
      (_error, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, text: `${stdout}${stderr}` }),
    );
  });
}
const templates = (world: World, word?: string, env?: Record<string, string>) =>
  run(world, ['src/cli/whatsapp-templates.ts', ...(word ? [word] : [])], env);
const flow = (world: World, word: string, env?: Record<string, string>) =>
  run(world, ['src/cli/whatsapp-flow.ts', word], env);
const doctor = (world: World, env?: Record<string, string>) =>
  run(world, ['src/cli/whatsapp-doctor.ts'], env);

/** Eleven templates, each in three languages. */
const SET = 11 * 3;

test('an empty account gets every template, and a message leaves as one when Meta has approved it', async () => {
  await using world = await openWorld({ sandbox: { whatsapp: { templates: [] } } });
  const { whatsapp } = world.sandbox;
  const missing = await templates(world);
  expect(missing.code).toBe(1);
  expect(missing.text.match(/✗ .*not in the account/g)).toHaveLength(SET);

  const insecure = await templates(world, 'create');
  expect(insecure.text).toMatch(/payment_pending es_AR: refused: .*https/);
  const asked = await templates(world, 'create', { PUBLIC_URL: 'https://posta.example' });
  expect(asked).toMatchObject({ code: 0, text: expect.stringContaining('now PENDING') });
  expect(whatsapp.templates).toHaveLength(SET);
  expect((await templates(world)).text.match(/✗ .*PENDING/g)).toHaveLength(SET);

  whatsapp.account.approve();
  const ready = await templates(world);
  expect(ready).toEqual({
    code: 0,
    text: expect.stringMatching(new RegExp(`^(✓ \\w+ \\w+\\n){${SET}}$`)),
  });
  // a second time it asks for nothing
  expect((await templates(world, 'create')).text).not.toContain('refused');

  const ana = whatsapp.guest('5492944700001', 'Ana');
  await ana.say('hola');
  await ana.waitFor(says('Hola'));
  await world.clock.advance(minutes(24 * 60));
  await world.db.query(
    `with said as (insert into messages (guest_id, rev, payload, author, created_at) values (1, 1, '{"kind":"text","body":"Sí"}', 'ana@example.com', $1) returning guest_id)
     update guests set wake_at = $1 from said where id = guest_id`,
    [world.clock.now()],
  );
  expect(
    await ana.waitFor((message) => (message as { type?: string }).type === 'template', 10_000),
  ).toMatchObject({ template: { name: 'handoff_reply' } });
}, 60_000);

test('a template that Meta paused, moved or that somebody rewrote is named with what to do', async () => {
  await using world = await openWorld({ sandbox: { whatsapp: { templates: [] } } });
  const { whatsapp } = world.sandbox;
  await templates(world, 'create', { PUBLIC_URL: 'https://posta.example' });
  whatsapp.account.approve();
  const find = (name: string, language: string) =>
    whatsapp.templates.find((one) => one.name === name && one.language === language)!;
  find('booking_confirmed', 'es_AR').state = 'paused';
  find('refund_notice', 'pt_BR').category = 'MARKETING';
  find('handoff_reply', 'en').components = [{ type: 'BODY', text: 'Buy now' }];
  const { code, text } = await templates(world);
  expect(code).toBe(1);
  expect(text).toMatch(/✗ booking_confirmed es_AR: PAUSED/);
  expect(text).toMatch(/✗ refund_notice pt_BR: Meta moved it to MARKETING/);
  expect(text).toMatch(/✗ handoff_reply en: approved with other words/);
  expect(text.match(/✓/g)).toHaveLength(SET - 3);
  expect((await doctor(world)).text).toMatch(/! templates: 3 are not ready/);
}, 60_000);

test('the doctor finds a well account well', async () => {
  await using world = await openWorld({ sandbox: { whatsapp: { templates: [] } } });
  await templates(world, 'create', { PUBLIC_URL: 'https://posta.example' });
  world.sandbox.whatsapp.account.approve();
  const { code, text } = await doctor(world);
  expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('✓'))).toEqual([]);
  expect(code).toBe(0);
  for (const what of [
    'token',
    'number',
    'quality',
    'name',
    'throughput',
    'subscription',
    'webhook',
  ])
    expect(text).toContain(`✓ ${what}:`);
  expect(text).not.toContain(world.environment['WHATSAPP_ACCESS_TOKEN']);
}, 60_000);

test('the doctor says what is wrong, and what to do', async () => {
  await using world = await openWorld();
  const { account } = world.sandbox.whatsapp;
  account.state.subscribed = false;
  account.state.number = { quality_rating: 'RED', name_status: 'DECLINED', status: 'PENDING' };
  account.state.tokenEndsAt = new Date(Date.now() + 3_600_000);
  const sick = await doctor(world, { WHATSAPP_VERIFY_TOKEN: 'another-token' });
  expect(sick.code).toBe(1);
  expect(sick.text).toMatch(/! token: The token ends on .*system user/);
  expect(sick.text).toMatch(/✗ number: It is PENDING/);
  expect(sick.text).toMatch(/! quality: RED/);
  expect(sick.text).toMatch(/! name: The display name is DECLINED/);
  expect(sick.text).toMatch(/✗ subscription: No app is subscribed .*subscribed_apps/);
  expect(sick.text).toMatch(/✗ webhook: .*another WHATSAPP_VERIFY_TOKEN/);

  const dead = await doctor(world, { WHATSAPP_ACCESS_TOKEN: 'EAA-dead' });
  expect(dead.text).toMatch(/✗ token: Meta does not take WHATSAPP_ACCESS_TOKEN .*system user/);
  expect(dead.text).not.toContain('✗ number');
  const lost = await doctor(world, {
    WHATSAPP_PHONE_ID: '999',
    PUBLIC_URL: 'http://127.0.0.1:1',
    WHATSAPP_BUSINESS_ID: '',
  });
  expect(lost.text).toMatch(/✗ number: No number under WHATSAPP_PHONE_ID 999/);
  expect(lost.text).toMatch(/! account: Set WHATSAPP_BUSINESS_ID/);
  expect(lost.text).toMatch(/✗ webhook: It does not answer/);
  const closed = await doctor(world, { WHATSAPP_APP_SECRET: '' });
  expect(closed).toMatchObject({
    code: 1,
    text: expect.stringContaining('WHATSAPP_APP_SECRET is missing'),
  });
}, 60_000);

/** What the doctor says of the form, without a process of its own. */
async function examined(world: World, env: Record<string, string>): Promise<string> {
  const { whatsapp } = parseConfig({ ...world.environment, ...env });
  if (whatsapp.kind === 'closed' || whatsapp.form === null) throw new Error('no form');
  const parts = {
    settings: whatsapp,
    publicUrl: world.service.url,
    management: createManagement(whatsapp),
    now: world.clock.now,
  };
  const findings = await examineForm(parts, whatsapp.form);
  return findings.map(({ what, state, words }) => `${state} ${what}: ${words}`).join('\n');
}

test('the date form is made, its key registered and published by command, and the doctor sees each step', async () => {
  await using world = await openWorld({ secrets: { ...secrets, flowPrivateKey: newKey().pem } });
  const missing = await examined(world, {});
  expect(missing).toMatch(/broken form flow: No flow under WHATSAPP_FLOW_ID 1001/);
  expect(missing).toMatch(/broken form key: Meta has no key .*whatsapp:flow -- key/);
  expect(missing).toMatch(/good form endpoint/);

  expect(await flow(world, 'create')).toEqual({ code: 0, text: 'WHATSAPP_FLOW_ID=2000\n' });
  const env = { WHATSAPP_FLOW_ID: '2000' };
  const early = await flow(world, 'publish', env);
  expect(early).toMatchObject({ code: 1, text: expect.stringContaining('health check') });
  expect(await flow(world, 'key', env)).toEqual({ code: 0, text: 'Meta has the key.\n' });
  expect(await examined(world, env)).toMatch(/broken form flow: It is DRAFT.*publish/);
  expect(await flow(world, 'publish', env)).toEqual({ code: 0, text: 'The form is published.\n' });
  expect(await examined(world, env)).toMatch(
    /^good form flow: .*\ngood form key: .*\ngood form endpoint: /,
  );

  const changed = await examined(world, { ...env, WHATSAPP_FLOW_PRIVATE_KEY: newKey().pem });
  expect(changed).toMatch(/broken form key: Meta has another key/);
  expect(changed).toMatch(/broken form endpoint: it answers 421/);
}, 60_000);
