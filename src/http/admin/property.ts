// What the owner sells: cabins with their tariffs and photos, the property's profile, its answers, its policies.

import { z } from 'zod';
import {
  insertCabin,
  insertPolicy,
  listCabins,
  listPolicies,
  readCabin,
  readProperty,
  writeProperty,
  type OwnCabin,
} from '../../adapters/admin/property.ts';
import {
  cabinProfileSchema,
  cabinSchema,
  propertyProfileSchema,
  tariffSchema,
  termsSchema,
  translationsSchema,
} from '../../adapters/property-schema.ts';
import type { Db } from '../../adapters/postgres.ts';
import { translationGaps } from '../../domain/translating.ts';
import type { Office } from '../../owner/office.ts';
import { HttpProblem } from '../problem.ts';
import { found } from './found.ts';
import { change, read, type Changed, type Table } from './route.ts';
import { cabinId, instant, text } from './schemas.ts';

const cabin = cabinSchema.extend({ position: z.int(), active: z.boolean() });
const photos = cabinProfileSchema.shape.photos.max(30);
const params = z.object({ id: cabinId });

const cabinChange = cabinSchema
  .omit({ id: true, tariff: true })
  .extend({ position: z.int().min(0).max(1_000), active: z.boolean() })
  .partial();

/** Answers are changed one by one. */
const profile = propertyProfileSchema
  .omit({ answers: true })
  .extend({ translations: translationsSchema });
const topic = z.object({ topic: z.string().regex(/^[a-z][a-z_]{0,39}$/) });
const answer = z.object({ topic: z.string(), text: z.string() });

const gaps = z.object({
  language: z.enum(['pt', 'en']),
  missing: z.array(z.string()),
  stale: z.array(z.string()),
});

const policy = z.object({ version: z.int(), createdAt: instant }).extend(termsSchema.shape);

async function ownProperty(db: Db, lock: 'locked' | 'unlocked' = 'unlocked') {
  return found(await readProperty(db, lock), 'property: import one first');
}

export function propertyTable(office: Pick<Office, 'changeCabin'>): Table {
  async function changeCabin(
    db: Db,
    id: string,
    change: Partial<OwnCabin>,
    now: Date,
  ): Promise<Changed<OwnCabin>> {
    const { before, after } = found(await office.changeCabin(db, id, change, now), 'accommodation');
    const changed = (whole: OwnCabin) =>
      Object.fromEntries(Object.keys(change).map((key) => [key, whole[key as keyof OwnCabin]]));
    return { answer: after, about: `accommodation:${id}`, before: changed(before), after: change };
  }

  return {
    tag: 'Property',
    routes: [
      read({
        name: 'listAccommodations',
        path: '/accommodations',
        summary: 'All cabins in the order in which they are offered, the inactive ones too',
        answer: z.object({ items: z.array(cabin) }),
        handler: async ({ db }) => ({ items: await listCabins(db) }),
      }),
      read({
        name: 'readAccommodation',
        path: '/accommodations/:id',
        summary: 'One cabin with its tariff',
        params,
        answer: cabin,
        handler: async ({ db, params: { id } }) =>
          found(await readCabin(db, id, 'unlocked'), 'accommodation'),
      }),
      change({
        name: 'createAccommodation',
        method: 'post',
        path: '/accommodations',
        summary: 'A new cabin, offered from now on',
        body: cabinSchema,
        answer: cabin,
        status: 201,
        async handler({ db, body, now }) {
          if (!(await insertCabin(db, body, now)))
            throw new HttpProblem(409, 'There is an accommodation with that id');
          const after = found(await readCabin(db, body.id, 'unlocked'), 'accommodation');
          return { answer: after, about: `accommodation:${body.id}`, after };
        },
      }),
      change({
        name: 'changeAccommodation',
        method: 'patch',
        path: '/accommodations/:id',
        summary: 'Change what is named of a cabin; `active: true` offers it again',
        params,
        body: cabinChange,
        answer: cabin,
        handler: ({ db, params: { id }, body, now }) =>
          changeCabin(db, id, body as Partial<OwnCabin>, now),
      }),
      change({
        name: 'deactivateAccommodation',
        method: 'delete',
        path: '/accommodations/:id',
        summary: 'No longer offered; its reservations stay as they are',
        params,
        answer: cabin,
        handler: ({ db, params: { id }, now }) => changeCabin(db, id, { active: false }, now),
      }),
      change({
        name: 'replaceTariff',
        method: 'put',
        path: '/accommodations/:id/tariff',
        summary:
          'The whole tariff of a cabin: nights, seasons, discounts, fees. Quotes already made keep theirs',
        params,
        body: tariffSchema,
        answer: cabin,
        handler: ({ db, params: { id }, body, now }) => changeCabin(db, id, { tariff: body }, now),
      }),
      change({
        name: 'replacePhotos',
        method: 'put',
        path: '/accommodations/:id/photos',
        summary:
          'The photos of a cabin in order, as paths below the public address; the first is shown first',
        params,
        body: z.object({ photos }),
        answer: cabin,
        handler: ({ db, params: { id }, body, now }) => changeCabin(db, id, body, now),
      }),
      read({
        name: 'readProperty',
        path: '/property',
        summary: 'The profile of the property',
        answer: propertyProfileSchema,
        handler: ({ db }) => ownProperty(db),
      }),
      change({
        name: 'changeProperty',
        method: 'patch',
        path: '/property',
        summary: 'Change what is named of the profile',
        body: profile.partial(),
        answer: propertyProfileSchema,
        async handler({ db, body, now }) {
          const before = await ownProperty(db, 'locked');
          const after = { ...before, ...(body as Partial<typeof before>) };
          await writeProperty(db, after, now);
          const keys = Object.keys(body) as Array<keyof typeof before>;
          const old = Object.fromEntries(keys.map((key) => [key, before[key]]));
          return { answer: after, about: 'property', before: old, after: body };
        },
      }),
      read({
        name: 'listTranslationGaps',
        path: '/translation-gaps',
        summary:
          "Of each language that translations were begun in: the owner's texts that guests read untranslated, and translations of texts that are said no more",
        answer: z.object({ items: z.array(gaps) }),
        async handler({ db }) {
          const [property, cabins, policies] = [
            await ownProperty(db),
            await listCabins(db),
            await listPolicies(db),
          ];
          return { items: translationGaps({ property, cabins, policies }) };
        },
      }),
      read({
        name: 'listAnswers',
        path: '/answers',
        summary: "The owner's own words on each topic that guests ask about",
        answer: z.object({ items: z.array(answer) }),
        async handler({ db }) {
          const { answers } = await ownProperty(db);
          return { items: Object.entries(answers).map(([topic, text]) => ({ topic, text })) };
        },
      }),
      change({
        name: 'writeAnswer',
        method: 'put',
        path: '/answers/:topic',
        summary: 'What the bot says about a topic',
        params: topic,
        body: z.object({ text: text(1_000) }),
        answer,
        handler: ({ db, params, body, now }) => writeAnswer(db, params.topic, body.text, now),
      }),
      change({
        name: 'deleteAnswer',
        method: 'delete',
        path: '/answers/:topic',
        summary: 'The bot says nothing of its own about a topic any more',
        params: topic,
        answer,
        handler: ({ db, params, now }) => writeAnswer(db, params.topic, undefined, now),
      }),
      read({
        name: 'listPolicies',
        path: '/policies',
        summary: 'All versions, the one in force first',
        answer: z.object({ items: z.array(policy) }),
        handler: async ({ db }) => ({ items: await listPolicies(db) }),
      }),
      change({
        name: 'createPolicy',
        method: 'post',
        path: '/policies',
        summary:
          'A new version, in force from the next quote on; the older ones stay as they were accepted',
        body: termsSchema,
        answer: policy,
        status: 201,
        async handler({ db, body, now }) {
          const version = await insertPolicy(db, body, now);
          const after = { version, createdAt: now, ...body };
          return { answer: after, about: `policy:${version}`, after: body };
        },
      }),
    ],
  };
}

/** Undefined takes the answer away. */
async function writeAnswer(db: Db, topic: string, words: string | undefined, now: Date) {
  const property = await ownProperty(db, 'locked');
  const { [topic]: before, ...others } = property.answers;
  if (words === undefined) found(before, 'answer');
  const answers = words === undefined ? others : { ...property.answers, [topic]: words };
  await writeProperty(db, { ...property, answers }, now);
  return {
    answer: { topic, text: words ?? before ?? '' },
    about: `answer:${topic}`,
    before,
    after: words,
  };
}
