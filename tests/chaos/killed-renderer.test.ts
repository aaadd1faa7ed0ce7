import { eventually } from '@edumaster/testkit';
import { expect, inject, test } from 'vitest';
import { newVisitor, visitor } from '../running-server/visitor.ts';
import { badAnswers, Traffic } from './traffic.ts';
import { useVictim } from './victim.ts';

const { course } = inject('chaosTemplate');
const victim = useVictim();

test('pages are away for a moment and come back by themselves; the API notices nothing', async () => {
  const nobody = visitor(victim.url);
  const learner = await newVisitor(victim.url);
  const traffic = new Traffic([
    { name: 'home', by: nobody, path: '/' },
    { name: 'course', by: nobody, path: `/courses/${course.slug}` },
    { name: 'search', by: nobody, path: '/api/v1/courses/search?q=tests' },
    { name: 'account', by: learner, path: '/api/v1/me' },
  ]);
  try {
    await traffic.untilGood();
    const before = traffic.answers.length;
    const killed = killRenderer();
    await eventually('a page to be away', () =>
      traffic.answers.slice(before).find(({ status }) => status === 503),
    );
    await traffic.untilGood();
    expect(victim.child('apps/web/server.mjs')?.pid).not.toBe(killed);
  } finally {
    await traffic.stop();
  }
  expect(badAnswers(traffic.answers)).toEqual([]);
  const ofApi = traffic.answers.filter(({ name }) => name === 'search' || name === 'account');
  expect(ofApi.filter(({ status }) => status !== 200)).toEqual([]);
  const slow = ofApi.filter(({ milliseconds }) => milliseconds > 2_000);
  expect(slow).toEqual([]);
});

test('a visitor is told when to come again, and the server that it is not ready', async () => {
  killRenderer();
  const away = await eventually('the pages to be away', async () => {
    const response = await fetch(`${victim.url}/`);
    return response.status === 200 ? undefined : response;
  });
  expect(away.status).toBe(503);
  expect(Number(away.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  const ready = await fetch(`${victim.url}/readyz`);
  expect(await ready.json()).toMatchObject({ checks: { database: 'ok' } });
  expect((await fetch(`${victim.url}/healthz`)).status).toBe(200);
  await eventually('the server to be ready', async () =>
    (await fetch(`${victim.url}/readyz`)).ok ? true : undefined,
  );
  expect((await fetch(`${victim.url}/`)).status).toBe(200);
});

function killRenderer(): number {
  const renderer = victim.child('apps/web/server.mjs');
  if (!renderer) throw new Error('no renderer runs');
  process.kill(renderer.pid, 'SIGKILL');
  return renderer.pid;
}
