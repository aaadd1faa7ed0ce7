import { newId } from '@edumaster/kernel';
import { FakeSignals } from '@edumaster/signals/fake';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type FoundSignIn, RememberedSignIns } from './remembered-sign-ins.ts';

const personId = newId<'user'>();

let signals: FakeSignals;
let remembered: RememberedSignIns;
let lookUps = 0;

beforeEach(() => {
  signals = new FakeSignals();
  remembered = new RememberedSignIns(signals);
  lookUps = 0;
});

afterEach(() => vi.useRealTimers());

function signIn(session = 'one', lifeSeconds = 3_600): FoundSignIn {
  const actor = { kind: 'user', userId: personId, roles: ['student'] } as const;
  return {
    authenticated: { actor },
    until: new Date(Date.now() + lifeSeconds * 1_000),
    hangsOn: [`person:${personId}`, `session:${session}`],
  };
}

const ask = (key = 'a', find: () => FoundSignIn | undefined = signIn) =>
  remembered.get(key, async () => {
    lookUps += 1;
    return find();
  });

it('asks once for a credential, and apart for another', async () => {
  expect(await ask()).toEqual(await ask());
  expect(lookUps).toBe(1);
  await ask('b');
  expect(lookUps).toBe(2);
});

it('forgets what a signal names, and that only', async () => {
  await ask('a', () => signIn('one'));
  await ask('b', () => signIn('two'));
  signals.send('identity_sign_ins', 'session:one');
  await ask('b');
  expect(lookUps).toBe(2);
  await ask('a');
  expect(lookUps).toBe(3);
  signals.send('identity_sign_ins', `person:${personId}`);
  await ask('a');
  await ask('b');
  expect(lookUps).toBe(5);
});

it('forgets everything when signals may have been missed, and when a key was dropped', async () => {
  await ask();
  signals.send('identity_sign_ins', undefined);
  await ask();
  signals.send('identity_signing_keys', '');
  await ask();
  expect(lookUps).toBe(3);
});

it('does not keep what was read before a signal and arrives after it', async () => {
  let answer: (found: FoundSignIn) => void = () => {};
  const slow = remembered.get('a', () => new Promise((resolve) => (answer = resolve)));
  signals.send('identity_sign_ins', 'session:one');
  answer(signIn());
  expect(await slow).toBeDefined();
  await ask();
  expect(lookUps).toBe(1);
});

it('keeps nothing while signals cannot arrive', async () => {
  signals.isListening = false;
  await ask();
  await ask();
  expect(lookUps).toBe(2);
});

it('does not keep that nobody is signed in', async () => {
  await ask('a', () => undefined);
  await ask('a', () => undefined);
  expect(lookUps).toBe(2);
});

it('keeps a sign-in until its end, and a minute at the longest', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await ask('short', () => signIn('one', 10));
  await ask('long');
  vi.advanceTimersByTime(9_000);
  await ask('short');
  expect(lookUps).toBe(2);
  vi.advanceTimersByTime(1_500);
  await ask('short');
  expect(lookUps).toBe(3);
  vi.advanceTimersByTime(45_000);
  await ask('long');
  expect(lookUps).toBe(3);
  vi.advanceTimersByTime(6_000);
  await ask('long');
  expect(lookUps).toBe(4);
});

it('is bounded: what was not used for longest makes room', async () => {
  for (let index = 0; index < 20_001; index += 1) await ask(`key ${index}`);
  await ask('key 20000');
  expect(lookUps).toBe(20_001);
  await ask('key 0');
  expect(lookUps).toBe(20_002);
});
