import { listErrors } from '@edumaster/kernel';
import { z } from 'zod';
import { limitsOf, type RouteContract } from './contract.ts';

const anyRouteErrors = ['bad_request', 'forbidden', 'internal_error', 'unavailable'];
const bodyErrors = ['malformed_json', 'body_too_large', 'unsupported_media_type'];

interface DocumentOptions {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the contracts. Schemas with `.meta({id})` become components. */
export function openApiDocument(routes: readonly RouteContract[], options: DocumentOptions): Json {
  const components: Json = { Problem: problemSchema };
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, components) };
  }
  return {
    openapi: '3.1.0',
    info: options,
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { session: [] }],
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        session: { type: 'apiKey', in: 'cookie', name: 'edumaster_session' },
      },
    },
  };
}

function operationOf(route: RouteContract, components: Json): Json {
  const isPublic = route.permission === 'public';
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.tag],
    'x-permission': route.permission,
    ...(isPublic ? { security: [{}, { bearer: [] }, { session: [] }] } : {}),
    parameters: [
      ...parametersOf(route.params, 'path', components),
      ...parametersOf(route.query, 'query', components),
      ...keyParameterOf(route),
    ],
    ...(route.body ? { requestBody: requestBodyOf(route.body, components) } : {}),
    responses: { ...successesOf(route, components), ...problemsOf(route) },
  };
}

function parametersOf(schema: z.ZodObject | undefined, where: string, components: Json): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input', components) as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

function keyParameterOf({ idempotencyKey }: RouteContract): Json[] {
  if (idempotencyKey === undefined) return [];
  return [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: idempotencyKey === 'required',
      description: 'Names this request: a repeat has no other effect and gets the same answer',
      schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$', minLength: 1, maxLength: 200 },
    },
  ];
}

function successesOf(route: RouteContract, components: Json): Json {
  const content = contentOf(route, components);
  const statuses = [route.status, ...(route.otherStatuses ?? [])];
  return Object.fromEntries(
    statuses.map((status) => [status, { description: 'Done', ...content }]),
  );
}

function contentOf(route: RouteContract, components: Json): Json {
  if (route.answersWith === 'file') {
    return { content: { '*/*': { schema: { type: 'string', format: 'binary' } } } };
  }
  return route.response ? { content: jsonOf(route.response, 'output', components) } : {};
}

function problemsOf(route: RouteContract): Json {
  const codes = new Set([
    ...anyRouteErrors,
    ...(route.body ? bodyErrors : []),
    ...(route.body || route.params || route.query || route.idempotencyKey
      ? ['validation_failed']
      : []),
    ...(route.permission === 'public' ? [] : ['unauthenticated']),
    ...(limitsOf(route).length > 0 ? ['too_many_requests'] : []),
    ...route.errors,
  ]);
  const byStatus = Map.groupBy(
    listErrors().filter(({ code }) => codes.has(code)),
    ({ status }) => status,
  );
  const content = {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  };
  return Object.fromEntries(
    [...byStatus].map(([status, errors]) => [
      status,
      { description: errors.map(({ code, title }) => `\`${code}\`: ${title}`).join('; '), content },
    ]),
  );
}

/** A body of which every field may be missing may be missing itself. */
function requestBodyOf(body: z.ZodType, components: Json): Json {
  return {
    required: !body.safeParse({}).success,
    content: jsonOf(body, 'input', components),
  };
}

function jsonOf(schema: z.ZodType, io: 'input' | 'output', components: Json): Json {
  return { 'application/json': { schema: schemaOf(schema, io, components) } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output', components: Json): Json {
  const {
    $schema: _,
    $defs,
    ...own
  } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
  }) as Json & { $defs?: Json };
  const text = JSON.stringify({ own, defs: $defs ?? {} }).replaceAll(
    '"#/$defs/',
    '"#/components/schemas/',
  );
  const moved = JSON.parse(text) as { own: Json; defs: Record<string, Json> };
  for (const [name, definition] of Object.entries(moved.defs)) {
    const { id: _id, ...component } = definition;
    components[name] = component;
  }
  return moved.own;
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'correlationId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    correlationId: { type: 'string' },
    retryAfterSeconds: { type: 'integer', description: 'Of a limit, as the header says it' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};
