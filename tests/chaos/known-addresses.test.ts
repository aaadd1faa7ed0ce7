import { expect, test } from 'vitest';
import { json, visitor } from '../running-server/visitor.ts';
import { useVictim } from './victim.ts';

const victim = useVictim();
const accounts = 100;

/** Whoever asks about an address learns nothing from the answer, and nothing from its time. */
test('known and unknown addresses are answered alike, in the same time', async () => {
  const known = await makeAccounts();
  const unknown = known.map((email) => `no-${email}`);
  const logIn = (email: string) =>
    timed('/api/v1/auth/login', { email, password: 'not the password' });
  const reset = (email: string) => timed('/api/v1/auth/password-resets', { email });
  for (const ask of [logIn, reset]) {
    // The first answers make what later ones find made.
    for (let round = 0; round < 10; round += 1) await ask(`warm-${round}@example.test`);
    let found = await compare(known, unknown, ask);
    // What else the machine does can weigh on one kind once, but not again and again.
    for (let more = 0; more < 2 && found.difference >= 0.1; more += 1) {
      found = await compare(known, unknown, ask);
    }
    expect(found.difference, `known and unknown: ${found.figures}`).toBeLessThan(0.1);
  }
});

async function compare(
  known: readonly string[],
  unknown: readonly string[],
  ask: (email: string) => Promise<Timed>,
): Promise<{ difference: number; figures: string }> {
  const answers = await interleaved(known, unknown, ask);
  expect(new Set(answers.known.map(({ said }) => said)).size).toBe(1);
  expect(new Set(answers.unknown.map(({ said }) => said))).toEqual(
    new Set(answers.known.map(({ said }) => said)),
  );
  const medians = [median(answers.known), median(answers.unknown)] as const;
  const difference = Math.abs(medians[0] - medians[1]) / Math.max(...medians);
  return { difference, figures: medians.map((value) => `${value.toFixed(2)} ms`).join(' and ') };
}

interface Timed {
  /** Status and body without the correlation id. */
  readonly said: string;
  readonly milliseconds: number;
}

async function makeAccounts(): Promise<readonly string[]> {
  const emails = Array.from({ length: accounts }, () => `${crypto.randomUUID()}@example.test`);
  for (const email of emails) {
    const body = { email, password: 'a long enough password', name: 'Known' };
    await visitor(victim.url).api.register({ body });
  }
  return emails;
}

async function timed(path: string, body: object): Promise<Timed> {
  const start = performance.now();
  const response = await visitor(victim.url).send(path, json('POST', body));
  const text = await response.text();
  const milliseconds = performance.now() - start;
  const said = { ...JSON.parse(text), correlationId: undefined };
  return { said: `${response.status} ${JSON.stringify(said)}`, milliseconds };
}

/** One after the other, each kind first as often as second: what a request leaves behind is shared. */
async function interleaved(
  known: readonly string[],
  unknown: readonly string[],
  ask: (email: string) => Promise<Timed>,
): Promise<{ known: readonly Timed[]; unknown: readonly Timed[] }> {
  const answers: { known: Timed[]; unknown: Timed[] } = { known: [], unknown: [] };
  for (const [index, email] of known.entries()) {
    const stranger = unknown[index] ?? '';
    if (index % 4 < 2) answers.known.push(await ask(email));
    answers.unknown.push(await ask(stranger));
    if (index % 4 >= 2) answers.known.push(await ask(email));
  }
  return answers;
}

function median(answers: readonly Timed[]): number {
  const sorted = answers.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
