import { expect, inject, test } from 'vitest';
import { makeTestPicture } from '../running-server/test-clips.ts';
import { uploadFile, untilMedia } from '../running-server/upload-video.ts';
import { demoVisitor, visitor } from '../running-server/visitor.ts';

const url = inject('edumasterUrl');
const nobody = visitor(url);

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

async function answers(): Promise<Record<string, Response>> {
  const page = await nobody.send('/');
  const [chunk = ''] = /\/_next\/static\/[^"]+\.js/.exec(await page.clone().text()) ?? [];
  const instructor = await demoVisitor(url, 'instructor');
  const picture = await uploadFile(instructor, await makeTestPicture(), {
    purpose: 'thumbnail',
    lectureId: undefined,
  });
  await untilMedia(instructor, picture, ['ready']);
  return {
    page,
    'missing page': await nobody.send('/nothing/here'),
    api: await nobody.send('/api/v1/installation'),
    problem: await nobody.send('/api/v1/me'),
    'missing route': await nobody.send('/api/v1/nothing'),
    'unreadable address': await nobody.send('/%'),
    issuer: await nobody.send('/oidc/.well-known/openid-configuration'),
    'sign-in': await nobody.send('/auth/sign-in'),
    'signed file': await nobody.send('/v/none.1/none/master.m3u8'),
    picture: await nobody.send(`/images/${picture}`),
    'static chunk': await nobody.send(chunk),
    health: await nobody.send('/healthz'),
  };
}

test('every kind of answer has the headers that keep it where it belongs', async () => {
  for (const [name, { headers }] of Object.entries(await answers())) {
    const given = Object.keys(always).map((header) => [header, headers.get(header)]);
    expect([name, Object.fromEntries(given)]).toEqual([name, always]);
    const isShared = ['signed file', 'picture'].includes(name);
    const resource = headers.get('cross-origin-resource-policy');
    expect([name, resource]).toEqual([name, isShared ? 'cross-origin' : 'same-origin']);
    expect([name, headers.get('permissions-policy')]).toEqual([
      name,
      expect.stringContaining('camera=()'),
    ]);
    // On plain HTTP a browser takes no promise of TLS.
    expect([name, headers.has('strict-transport-security')]).toEqual([name, false]);
    if (name !== 'static chunk' && name !== 'picture') {
      expect([name, headers.get('content-security-policy')]).toEqual([
        name,
        expect.stringContaining("frame-ancestors 'none'"),
      ]);
    }
  }
});

test('static files are kept for good, and pages of a person by nobody', async () => {
  const page = await (await nobody.send('/')).text();
  const [chunk = ''] = /\/_next\/static\/[^"]+\.js/.exec(page) ?? [];
  const cookie = { cookie: 'edumaster_session=stale' };
  const kept = await nobody.send(chunk, { headers: cookie });
  expect(kept.headers.get('cache-control')).toContain('immutable');
  const mine = await nobody.send('/courses', { headers: cookie });
  expect(mine.headers.get('cache-control')).toBe('private, no-store');
  const studio = await nobody.send('/studio');
  expect(studio.headers.get('x-robots-tag') ?? studio.status).toEqual(
    studio.status === 200 ? 'noindex, nofollow' : studio.status,
  );
});

test('there is no security.txt that nobody reads', async () => {
  expect((await nobody.send('/.well-known/security.txt')).status).toBe(404);
  const change = await nobody.send('/.well-known/change-password');
  expect([change.status, change.headers.get('location')]).toEqual([302, '/account/security']);
});
