import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../running-server/start-test-server.ts';
import { json, visitor } from '../running-server/visitor.ts';

/** Of each kind at the same time, as much as one machine can send. */
const parallel = 50;
const logIn = '/api/v1/auth/login';
const form = { email: 'victim@example.test', password: 'the right one of all', name: 'Vic' };

let server: TestServer;

/** Every guess claims an address of its own. @returns how often each status came */
async function guess(count: number, email = form.email): Promise<Map<number, number>> {
  const nobody = visitor(server.url);
  const statuses = new Map<number, number>();
  let next = 0;
  const guessOn = async () => {
    for (let index = next++; index < count; index = next++) {
      const claimed = `198.${18 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
      const { headers, ...request } = json('POST', { email, password: `guess ${index}` });
      const { status } = await nobody.send(logIn, {
        ...request,
        headers: { ...(headers as Record<string, string>), 'x-forwarded-for': claimed },
      });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: parallel }, guessOn));
  return statuses;
}

describe.each([
  ['that are believed, as if the guesser had a network', '127.0.0.1,::1'],
  ['that nobody believes', ''],
])('10,000 guesses on one account from 10,000 claimed addresses %s', (_, proxies) => {
  beforeAll(async () => {
    server = await startTestServer({
      env: { EDUMASTER_DEMO: 'false', EDUMASTER_PROXIES: proxies },
    });
  });

  afterAll(() => server.dispose());

  test('at most 10 are tried in 15 minutes, and the others hear when to come again', async () => {
    await visitor(server.url).api.register({ body: form });
    const statuses = await guess(10_000);
    expect([...statuses.entries()].toSorted(([a], [b]) => a - b)).toEqual([
      [401, 10],
      [429, 9_990],
    ]);
    const { email, password } = form;
    const late = await visitor(server.url).send(logIn, json('POST', { email, password }));
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeLessThanOrEqual(15 * 60);
    // Somebody else is not kept out by it.
    const other = { ...form, email: 'other@example.test' };
    await visitor(server.url).api.register({ body: other });
    const body = { email: other.email, password: other.password };
    expect((await visitor(server.url).send(logIn, json('POST', body))).status).toBe(200);
  });
});
