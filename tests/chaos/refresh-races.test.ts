import { eventually } from '@edumaster/testkit';
import { expect, test } from 'vitest';
import { json, visitor } from '../running-server/visitor.ts';
import { useSecondProcess } from './second-process.ts';
import { useVictim } from './victim.ts';
import { inDatabaseOf } from './victim-database.ts';

const rounds = 100;
const parallel = 12;
const victim = useVictim();
const second = useSecondProcess(victim);

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

const processes = () => [victim.url, second.url];

const refresh = (url: string, refreshToken: string) =>
  visitor(url).send('/api/v1/auth/refresh', json('POST', { refreshToken }));

const statusOfMe = async (url: string, accessToken: string) =>
  (await visitor(url, accessToken).send('/api/v1/me')).status;

/** Whoever has stolen a token uses it when its owner does: nobody may go on with what comes of it. */
test('of 12 uses of one refresh token at once in two processes nothing survives, 100 times', async () => {
  const found = new Map<number, number>();
  for (let round = 0; round < rounds; round += 1) {
    const first = await newTokens(victim.url);
    // Both know the token by heart, and have to forget it.
    for (const url of processes()) expect(await statusOfMe(url, first.accessToken)).toBe(200);
    const answers = await Promise.all(
      Array.from({ length: parallel }, (_, index) =>
        refresh(processes()[index % 2] ?? victim.url, first.refreshToken),
      ),
    );
    for (const { status } of answers) found.set(status, (found.get(status) ?? 0) + 1);
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners.length, `round ${round}`).toBeLessThanOrEqual(1);
    const won = await Promise.all(winners.map(async (one) => (await one.json()) as Tokens));
    // The first comes last: to use it once more is a reuse, which would end what had survived.
    for (const tokens of [...won, first]) await requireDead(tokens);
  }
  expect([...found.keys()].toSorted((a, b) => a - b)).toEqual([200, 401]);
  expect(found.get(401)).toBeGreaterThanOrEqual(rounds * (parallel - 1));
  expect(await livingFamilies()).toBe(0);
  expect(await deadlocks()).toBe(0);
});

async function newTokens(url: string): Promise<Tokens> {
  const email = `${crypto.randomUUID()}@race.test`;
  const body = { email, password: 'a long enough password', name: 'Rita Racer' };
  return visitor(url).api.register({ body });
}

/** A survivor would be a second family, or the first one after its token was reused. */
async function requireDead({ accessToken, refreshToken }: Tokens): Promise<void> {
  for (const url of processes()) {
    await eventually('the access token to be forgotten', async () =>
      (await statusOfMe(url, accessToken)) === 401 ? true : undefined,
    );
  }
  for (const url of processes()) expect((await refresh(url, refreshToken)).status).toBe(401);
}

/** Tokens whose grant is still there: only such can be used. */
function livingFamilies(): Promise<number> {
  return inDatabaseOf(victim, async (client) => {
    const { rows } = await client.query(
      `select count(*)::int as n from identity.oidc_records token
       join identity.oidc_records given on given.model = 'Grant' and given.id = token.grant_id
       join identity.persons person on person.id::text = token.payload->>'accountId'
       where token.model = 'RefreshToken' and person.email like '%@race.test'`,
    );
    return rows[0].n;
  });
}

function deadlocks(): Promise<number> {
  return inDatabaseOf(victim, async (client) => {
    const { rows } = await client.query(
      `select deadlocks::int as n from pg_stat_database where datname = current_database()`,
    );
    return rows[0].n;
  });
}
