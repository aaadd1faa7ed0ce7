import { modules } from '@edumaster/server';
import { limitsOf } from '@edumaster/http/contract';
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

  test('that gives a list page by page takes the cursor that it gave', () => {
    const paged = contracts.filter(({ query }) => query && 'limit' in query.shape);
    expect(paged.map(({ id }) => id)).toContain('readAuditLog');
    expect(
      paged.filter(({ query }) => !query || !('cursor' in query.shape)).map(({ id }) => id),
    ).toEqual([]);
  });

  test('that everybody may write or search by says how often, or why that need not be limited', () => {
    const open = contracts.filter(
      ({ permission, method, query, limits }) =>
        permission === 'public' &&
        (method !== 'GET' || query !== undefined) &&
        limits === undefined,
    );
    expect(open.map(({ id }) => id)).toEqual([]);
  });

  test('that everybody may use has a limit that counts whoever calls', () => {
    const uncounted = contracts.filter(
      (contract) =>
        contract.permission === 'public' &&
        limitsOf(contract).length > 0 &&
        !limitsOf(contract).some(({ by }) => by === 'address'),
    );
    expect(uncounted.map(({ id }) => id)).toEqual([]);
  });

  test('declares limits that mean one thing each, of fields that it has', () => {
    const byName = Map.groupBy(contracts.flatMap(limitsOf), ({ name }) => name);
    const ambiguous = [...byName].filter(
      ([, limits]) => new Set(limits.map((limit) => JSON.stringify(limit))).size > 1,
    );
    expect(ambiguous.map(([name]) => name)).toEqual([]);
    const missing = contracts.flatMap((contract) => {
      const { body } = contract;
      const fields = body && 'shape' in body ? Object.keys(body.shape as object) : [];
      return limitsOf(contract)
        .filter(({ by }) => by.startsWith('body.') && !fields.includes(by.slice('body.'.length)))
        .map(({ name }) => `${contract.id}: ${name}`);
    });
    expect(missing).toEqual([]);
  });

  test('that a school uses by one address lets a whole school in', () => {
    const floors: Readonly<Record<string, number>> = {
      register: 120,
      requestSignUp: 120,
      finishSignUp: 120,
      logIn: 300,
      signInWithPassword: 300,
      searchCourses: 600,
    };
    for (const [id, floor] of Object.entries(floors)) {
      const contract = contracts.find((one) => one.id === id);
      const byAddress = contract ? limitsOf(contract).filter(({ by }) => by === 'address') : [];
      expect([id, byAddress.length]).toEqual([id, 1]);
      for (const { most, windowSeconds } of byAddress) {
        expect((most * 60) / windowSeconds).toBeGreaterThanOrEqual(floor);
        expect(windowSeconds).toBeLessThanOrEqual(60);
      }
    }
  });
});
