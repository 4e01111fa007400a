// What would go wrong: Meta refuses a template in its review, or a message made from it when it counts.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseChoice } from '../../flows/choices.ts';
import { parseOwnerChoice } from '../../flows/owner-choices.ts';
import { TEMPLATES } from '../../src/adapters/whatsapp/templates.ts';
import { templateContent } from '../../src/adapters/whatsapp/template-payload.ts';
import { createTemplates, type TemplateUse } from '../../src/chat/templates.ts';

const all = Object.entries(TEMPLATES).flatMap(([name, { examples, texts }]) =>
  Object.entries(texts).map(([language, text]) => ({ name, examples, language, ...text })),
);
const variablesOf = (body: string) => [...body.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
const filled = (body: string, values: Record<string, string>) =>
  body.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');

test.each(all)('$name in $language is what Meta approves', ({ name, examples, body, buttons }) => {
  expect(name).toMatch(/^[a-z0-9_]{1,512}$/);
  expect(new Set(variablesOf(body))).toEqual(new Set(Object.keys(examples)));
  expect(new Set(variablesOf(body)).size).toBe(variablesOf(body).length);
  expect(body).not.toMatch(/^\s*\{\{|\}\}\s*$|\}\}\s*\{\{/);
  expect(filled(body, examples).length).toBeLessThanOrEqual(1_024);
  // "too many variables for the length": more than three words of ours for each
  expect(body.replace(/\{\{\w+\}\}/g, '').split(/\s+/).length).toBeGreaterThan(
    3 * variablesOf(body).length,
  );
  expect(buttons.length).toBeLessThanOrEqual(10);
  for (const button of buttons) {
    expect([...button.text].length).toBeLessThanOrEqual(25);
    const read = name === 'owner_alert' ? parseOwnerChoice : parseChoice;
    const choice = button.kind === 'reply' ? read(button.choice).do : 'link';
    expect(choice).not.toBe('unknown');
  }
});

test('no two templates of one language say the same', () => {
  expect(new Set(all.map(({ body }) => body)).size).toBe(all.length);
});

test('whatever the values, Meta takes the message: no line break, nothing empty, nothing too long', () => {
  const value = fc.string({
    unit: fc.constantFrom('a', ' ', '\n', '\t', '*', '🏔', '\0', '\ud83c'),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...all),
      fc.array(value, { minLength: 5, maxLength: 5 }),
      fc.nat(2_000),
      ({ name, examples, language, body }, values, longer) => {
        const use = {
          name,
          language,
          path: '/pay/abc',
          values: Object.fromEntries(
            Object.keys(examples).map((key, at) => [key, `${values[at]}${'x'.repeat(longer)}`]),
          ),
        } as unknown as TemplateUse;
        const { template } = templateContent(use) as {
          template: { components: Array<{ type: string; parameters: Array<{ text: string }> }> };
        };
        const [first] = template.components;
        for (const { text } of first!.parameters) {
          expect(text).not.toMatch(/[\n\t\0]| {5}/);
          expect(text.trim()).not.toBe('');
          expect(text.isWellFormed()).toBe(true);
        }
        // of the words between the values, the body has no more than of itself
        const total = first!.parameters.reduce((sum, { text }) => sum + [...text].length, 0);
        expect(total + body.replace(/\{\{\w+\}\}/g, '').length).toBeLessThanOrEqual(1_024);
      },
    ),
  );
});

test('the link of a payment keeps its end only, and money is written as in the guest’s language', () => {
  const { forSaying } = createTemplates('America/Argentina/Buenos_Aires');
  const hold = {
    code: 'RAD-1234',
    cabinName: 'Coihue',
    stay: { checkIn: '2027-01-03', checkOut: '2027-01-10' },
    party: { adults: 2, children: 0, infants: 0 },
    total: 1,
    deposit: 14_400_000,
    heldUntil: '2026-11-24T15:30:00.000Z',
    link: '/pay/b7Xk2mQ9',
  } as unknown as Parameters<typeof forSaying>[2]['hold'];
  const use = forSaying({ key: 'holdEnding', minutesLeft: 5, path: '/pay/b7Xk2mQ9' }, 'Quedan 5', {
    language: 'pt',
    place: { name: 'Cabañas El Radal' },
    hold,
  });
  expect(use?.values).toEqual({
    lodging: 'Cabañas El Radal',
    code: 'RAD-1234',
    cabin: 'Coihue',
    deposit: expect.stringMatching(/144\.000/),
    until: expect.stringMatching(/terça.*12:30/),
  });
  expect(templateContent(use!)).toMatchObject({
    template: {
      language: { code: 'pt_BR' },
      components: [
        { type: 'body' },
        { type: 'button', sub_type: 'url', parameters: [{ text: 'b7Xk2mQ9' }] },
      ],
    },
  });
});
