import { describe, expect, test } from 'vitest';
import { routeTable } from './route-table.ts';
import { samples } from './samples/index.ts';

describe('every route of the route table', () => {
  const ids = routeTable.map(({ id }) => id);

  test('is called by the cross-tenant probe and the matrix of roles', () => {
    const uncovered = ids.filter((id) => !(id in samples));
    expect(uncovered, 'add a sample to tests/isolation/samples/<module>.ts').toEqual([]);
  });

  test('is the only reason for a sample', () => {
    expect(Object.keys(samples).filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('has a sample that its contract takes, with an object where its path names one', () => {
    const anything = new Proxy({}, { get: () => crypto.randomUUID() });
    for (const contract of routeTable) {
      const sample = samples[contract.id];
      const { params, query, body } = sample?.request(anything) ?? {};
      for (const [schema, sent] of [
        [contract.params, params],
        [contract.query, query ?? {}],
        [contract.body, body],
      ] as const) {
        const problem = schema?.safeParse(sent).error?.message;
        expect(problem, `${contract.id} with ${JSON.stringify(sent)}`).toBeUndefined();
      }
    }
  });
});
