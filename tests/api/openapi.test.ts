import { beforeAll, expect, inject, test } from 'vitest';
import { visitor } from '../running-server/visitor.ts';

type Json = Readonly<Record<string, unknown>>;

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Json }[];
  readonly requestBody?: { required: boolean; content: Record<string, { schema: Json }> };
  readonly responses: Record<string, { content?: Record<string, { schema: Json }> }>;
}

const nobody = visitor(inject('edumasterUrl'));
let document: Json & { paths: Record<string, Record<string, Operation>> };

beforeAll(async () => {
  document = await (await nobody.send('/api/openapi.json')).json();
});

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

test('every reference leads somewhere', () => {
  const references = new Set<string>();
  visit(document, ({ $ref }) => typeof $ref === 'string' && references.add($ref));
  expect(references.size).toBeGreaterThan(10);
  for (const reference of references) {
    const target = reference
      .replace(/^#\//, '')
      .split('/')
      .reduce<unknown>((node, key) => (node as Json | undefined)?.[key], document);
    expect([reference, typeof target]).toEqual([reference, 'object']);
  }
});

test('every operation has its own id, its parameters and its answers', () => {
  const ids = operations().map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, operation } of operations()) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const described = operation.parameters.filter((parameter) => parameter.in === 'path');
    expect([path, described.map(({ name }) => name)]).toEqual([path, named]);
    expect(described.every(({ required }) => required)).toBe(true);
    const statuses = Object.keys(operation.responses);
    expect(statuses.filter((status) => /^2\d\d$/.test(status))).not.toEqual([]);
    for (const [status, { content }] of Object.entries(operation.responses)) {
      // A file is of whatever type it is.
      const good = content && '*/*' in content ? '*/*' : 'application/json';
      const type = status < '400' ? good : 'application/problem+json';
      if (status !== '204') expect(Object.keys(content ?? {})).toEqual([type]);
    }
  }
});

test('schemas are JSON Schema 2020-12, without words of their own', () => {
  const types = new Set([
    'object',
    'array',
    'string',
    'number',
    'integer',
    'boolean',
    'null',
  ] as const);
  let count = 0;
  visit(document, (node) => {
    expect(node).not.toHaveProperty('$defs');
    expect(node).not.toHaveProperty('nullable');
    if (typeof node['type'] !== 'string' || !('properties' in node || 'items' in node)) return;
    count += 1;
    expect(types).toContain(node['type']);
    const required = (node['required'] ?? []) as string[];
    const properties = Object.keys((node['properties'] ?? {}) as object);
    expect(required.filter((name) => !properties.includes(name))).toEqual([]);
    if (typeof node['pattern'] === 'string') new RegExp(node['pattern'], 'u');
  });
  expect(count).toBeGreaterThan(30);
});

test('a body is required only where something in it is', () => {
  const required = new Map(
    operations().map(({ operation }) => [operation.operationId, operation.requestBody?.required]),
  );
  expect(required.get('createCourse')).toBe(true);
  expect(required.get('setLectureCompletion')).toBe(false);
  expect(required.get('submitCourse')).toBeUndefined();
});

test('every path that is promised is there', () => {
  const present = operations().map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect(present).toEqual(expect.arrayContaining(promised));
});

const promised = [
  'POST /api/v1/auth/register',
  'POST /api/v1/auth/login',
  'POST /api/v1/auth/refresh',
  'POST /api/v1/auth/logout',
  'GET /api/v1/me',
  'PATCH /api/v1/me',
  'GET /api/v1/categories',
  'POST /api/v1/courses',
  'GET /api/v1/courses/search',
  'GET /api/v1/courses/suggest',
  'GET /api/v1/courses/{id}',
  'PATCH /api/v1/courses/{id}',
  'DELETE /api/v1/courses/{id}',
  'POST /api/v1/courses/{id}/sections',
  'PUT /api/v1/courses/{id}/outline',
  'POST /api/v1/courses/{id}/submit',
  'POST /api/v1/courses/{id}/publish',
  'POST /api/v1/courses/{id}/reject',
  'POST /api/v1/courses/{id}/archive',
  'DELETE /api/v1/sections/{id}',
  'POST /api/v1/sections/{id}/lectures',
  'DELETE /api/v1/lectures/{id}',
  'PUT /api/v1/lectures/{id}/media',
  'POST /api/v1/uploads',
  'GET /api/v1/uploads/{id}',
  'POST /api/v1/uploads/{id}/complete',
  'DELETE /api/v1/uploads/{id}',
  'GET /api/v1/media/{id}',
  'GET /api/v1/courses/{id}/lectures/{lectureId}/play',
  'PUT /api/v1/courses/{id}/lectures/{lectureId}/completion',
  'POST /api/v1/enrollments',
  'GET /api/v1/courses/{courseId}/enrollments',
  'GET /api/v1/users/{userId}/enrollments',
  'POST /api/v1/progress',
  'GET /api/v1/progress/{userId}/{courseId}',
  'GET /api/v1/tenant',
];

function visit(node: unknown, look: (node: Json) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) look(node as Json);
  for (const inner of Object.values(node)) visit(inner, look);
}
