import { expect, test } from 'vitest';
import type { ProgressEvent } from '#web/api/learning.ts';
import { type OutboxStorage, ProgressOutbox, type SendEvents } from './progress-outbox.ts';

test('an event stays until the server has acknowledged it', async () => {
  const { outbox, sent, answers } = start();
  answers.push(new Error('offline'));
  outbox.add(event('a'));
  await expect(outbox.flush()).rejects.toThrow('offline');
  outbox.add(event('b'));
  await outbox.flush();
  expect(sent).toEqual([['a'], ['a', 'b']]);
  expect(outbox.waiting()).toEqual([]);
});

test('a closed tab leaves its events to the next one', async () => {
  const storage = memory();
  const first = start(storage);
  first.outbox.add(event('a'));
  const second = start(storage);
  await second.outbox.flush();
  expect(second.sent).toEqual([['a']]);
});

test('an event that arrives while others are sent is not lost', async () => {
  const { outbox, sent, whenSending } = start();
  whenSending(() => outbox.add(event('late')));
  outbox.add(event('a'));
  await outbox.flush();
  expect(sent).toEqual([['a'], ['late']]);
});

test('a refusal is final and does not block what comes after', async () => {
  const { outbox, sent, answers } = start();
  answers.push('refused');
  outbox.add(event('a'));
  await outbox.flush();
  outbox.add(event('b'));
  await outbox.flush();
  expect(sent).toEqual([['a'], ['b']]);
});

test('long absence is sent in pieces that the API takes', async () => {
  const { outbox, sent } = start();
  for (let count = 0; count < 120; count += 1) outbox.add(event(`e${count}`));
  await outbox.flush();
  expect(sent.map((events) => events.length)).toEqual([50, 50, 20]);
});

test('a broken or forbidden storage does not stop the video', async () => {
  const broken: OutboxStorage = {
    getItem: () => '{not json',
    setItem: () => {
      throw new Error('quota');
    },
    removeItem: () => undefined,
  };
  const { outbox } = start(broken);
  outbox.add(event('a'));
  expect(outbox.waiting()).toEqual([]);
});

function start(storage: OutboxStorage = memory()) {
  const sent: string[][] = [];
  const answers: (Error | 'refused')[] = [];
  let hook: (() => void) | undefined;
  const send: SendEvents = async (events) => {
    sent.push(events.map(({ eventId }) => eventId));
    hook?.();
    hook = undefined;
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer ?? 'accepted';
  };
  const outbox = new ProgressOutbox({ userId: 'u', storage, send });
  return { outbox, sent, answers, whenSending: (run: () => void) => (hook = run) };
}

function memory(): OutboxStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

function event(eventId: string): ProgressEvent {
  const clientTime = '2026-01-01T00:00:00.000Z';
  return { courseId: 'c', videoId: 'v', timestamp: 1, playedSeconds: 1, eventId, clientTime };
}
