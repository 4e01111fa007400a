// The OpenAPI 3.1 document, made from the tables of routes and the schemas that they are held to.

import { z } from 'zod';
import type { Route, Table } from './route.ts';

type Json = Record<string, unknown>;

const problem = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'detail'],
        properties: { field: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'New for each change. The same key and request answer the same for a day.',
  schema: { type: 'string', pattern: '^[\\w.:-]{8,128}$' },
};

export function describeApi(tables: readonly Table[], base: string): Json {
  const paths: Record<string, Json> = {};
  for (const { tag, routes } of tables) {
    for (const route of routes) {
      const path = base + route.path.replaceAll(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [route.method]: operationOf(tag, route) };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Posta, the side of the owner',
      version: '1',
      description:
        'Money is whole centavos, days are YYYY-MM-DD, a stay ends on the morning of `checkOut`, weekdays are 1 (Monday) to 7.',
    },
    tags: tables.map(({ tag }) => ({ name: tag })),
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

const MEDIA_TYPES = {
  json: 'application/json',
  csv: 'text/csv',
  html: 'text/html',
  file: 'application/octet-stream',
} as const;

function operationOf(tag: string, route: Route): Json {
  const mediaType = MEDIA_TYPES[route.kind === 'read' ? route.as : 'json'];
  const status = route.kind === 'change' ? String(route.status) : '200';
  return {
    operationId: route.name,
    tags: [tag],
    summary: route.summary,
    security: route.kind === 'open' ? [] : [{ bearer: [] }],
    parameters: [
      ...parametersOf('path', route.params),
      ...parametersOf('query', route.query),
      ...(route.kind === 'change' ? [idempotencyKey] : []),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
      },
    }),
    responses: {
      [status]: {
        description: 'Done',
        content: { [mediaType]: { schema: schemaOf(route.answer, 'output') } },
      },
      '4XX': problemAnswer('The request cannot be done as it is'),
      '5XX': problemAnswer('It could not be done now'),
    },
  };
}

function problemAnswer(description: string): Json {
  const schema = { $ref: '#/components/schemas/Problem' };
  return { description, content: { 'application/problem+json': { schema } } };
}

function parametersOf(where: 'path' | 'query', shape: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as {
    properties?: Record<string, Json>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override({ jsonSchema }) {
      // What is not named is refused, though the schemas themselves would pass it over.
      if (jsonSchema.properties) jsonSchema.additionalProperties ??= false;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  return rest;
}
