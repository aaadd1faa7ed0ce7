import { modules } from '@edumaster/server';
import { listErrors } from '@edumaster/kernel';
import { permissionNamed } from '@edumaster/policy';
import { routesOf } from '@edumaster/http/server';
import { describe, expect, test } from 'vitest';

const contracts = modules.flatMap(({ routes }) =>
  routes.flatMap((type) => routesOf(Object.create(type.prototype)).map(({ contract }) => contract)),
);

describe('every route', () => {
  test('is found', () => {
    expect(contracts.length).toBeGreaterThan(20);
  });

  test('has a declared permission', () => {
    for (const { permission } of contracts)
      expect(permissionNamed(permission).name).toBe(permission);
  });

  test('names errors that are in an error table', () => {
    const known = new Set(listErrors().map(({ code }) => code));
    const unknown = contracts.flatMap(({ id, errors }) =>
      errors.filter((code) => !known.has(code)).map((code) => `${id}: ${code}`),
    );
    expect(unknown).toEqual([]);
  });

  test('checks the parameters in its path', () => {
    const unchecked = contracts.filter(({ path, params }) => {
      const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name).sort();
      return (
        inPath.join() !==
        Object.keys(params?.shape ?? {})
          .sort()
          .join()
      );
    });
    expect(unchecked.map(({ id }) => id)).toEqual([]);
  });

  test('that writes takes a checked body or none', () => {
    const open = contracts.filter(({ method, body }) => method === 'GET' && body !== undefined);
    expect(open.map(({ id }) => id)).toEqual([]);
  });
});
