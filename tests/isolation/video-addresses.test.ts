import { createHmac } from 'node:crypto';
import { derivedKey, newId } from '@edumaster/kernel';
import { signToken } from '@edumaster/media/testing';
import { Installation } from '@edumaster/module';
import { eventually } from '@edumaster/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { loopbackFetch } from '../running-server/loopback-fetch.ts';
import { newCourse } from '../running-server/new-course.ts';
import { makeTestClips } from '../running-server/test-clips.ts';
import { untilMedia, uploadVideo } from '../running-server/upload-video.ts';
import { type Visitor, visitor } from '../running-server/visitor.ts';
import { useInstallation } from './installation-under-test.ts';
import { type Cast, castPeople, type Person, type Place } from './people.ts';

// Line 27 of what must hold: another user, expired by a second, changed path, after a refund.

const installation = useInstallation();
let cast: Cast;
let author: Visitor;
let learner: Visitor;
let watched: Course;
let other: Course;

interface Course {
  readonly courseId: string;
  readonly lectureId: string;
  readonly mediaId: string;
}

beforeAll(async () => {
  cast = await castPeople(installation);
  const { marketplace } = cast;
  author = await marketplace.author.at(marketplace);
  learner = await personOf(marketplace, 'student').at(marketplace);
  const { mp4 } = await makeTestClips({ seconds: 2, width: 320, height: 180 });
  watched = await publishedVideo(mp4);
  other = await publishedVideo(mp4);
  await untilItIs(() => learner.api.enroll({ body: { courseId: watched.courseId } }));
});

/** A published course whose one lecture is the clip. */
async function publishedVideo(clip: string): Promise<Course> {
  const { courseId, lectureId } = await newCourse(author);
  const mediaId = await uploadVideo(author, clip, lectureId);
  const media = await untilMedia(author, mediaId, ['ready', 'failed']);
  expect(media.error).toBeUndefined();
  const params = { id: courseId };
  await eventually('the video to be attached', async () => {
    const { sections } = await author.api.getCourse({ params });
    return sections[0]?.lectures[0]?.mediaStatus === 'ready' ? true : undefined;
  });
  await author.api.submitCourse({ params });
  const moderator = await personOf(cast.marketplace, 'moderator').at(cast.marketplace);
  await untilItIs(() => moderator.api.publishCourse({ params }));
  return { courseId, lectureId, mediaId };
}

/** What is read by events is there a moment later. */
async function untilItIs(ask: () => Promise<unknown>): Promise<void> {
  await eventually('what follows of an event', () =>
    ask().then(
      () => true as const,
      (error: { status?: number }) => {
        if (error.status !== 404 && error.status !== 409) throw error;
        return undefined;
      },
    ),
  );
}

function personOf({ people }: Place, role: string): Person {
  const person = people.find(({ roles }) => roles.includes(role));
  if (!person) throw new Error(`nobody is ${role}`);
  return person;
}

const play = (by: Visitor, { courseId, lectureId }: Course = watched) =>
  by.api.playLecture({ params: { id: courseId, lectureId } });

const statusOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 200,
    (error: { status?: number }) => error.status,
  );

/** Every file of the video, as its playlists name them. */
async function filesOf(base: string): Promise<string[]> {
  const files = ['master.m3u8', 'manifest.mpd', 'poster.jpg', 'storyboard.vtt', 'storyboard-1.jpg'];
  const lists = ['master-180p.m3u8', '180p.m3u8', '180p-iframes.m3u8', 'audio.m3u8'];
  const all = [...files, ...lists, '180p.mp4', 'audio.mp4'];
  for (const file of all) {
    expect([file, (await get(`${base}/${file}`)).status]).toEqual([file, 200]);
  }
  return all;
}

function get(path: string): Promise<Response> {
  return loopbackFetch(`${installation.url}${path}`);
}

/** What does not work, made of an address that does. */
function refusedAddresses(base: string, foreign: string, files: readonly string[]) {
  const [, , token = '', asset = ''] = base.split('/');
  const [, , foreignToken = '', otherAsset = ''] = foreign.split('/');
  const [mac = '', expiry = ''] = token.split('.');
  const { rootSecret } = installation.opened.container.get(Installation, { strict: false });
  const key = derivedKey(rootSecret, 'playback-url');
  const signed = (with_: Partial<Parameters<typeof signToken>[0]>, at = Number(expiry)) =>
    signToken({ key, subject: asset, ...with_ }, new Date(at * 1000));
  // Ours are made as the server makes them: what is refused below is so for what is said there.
  expect(signed({})).toBe(token);
  const now = Math.floor(Date.now() / 1000);
  const tokens: Readonly<Record<string, string>> = {
    'a second too late': signed({}, now - 1),
    'in this very second': signed({}, now),
    'an hour too late': signed({}, now - 3600),
    'of another video': foreignToken,
    'that says it lives longer': `${mac}.${Number(expiry) + 1}`,
    'that says it lived shorter': `${mac}.${Number(expiry) - 1}`,
    'that never ends': `${mac}.999999999999`,
    'of another installation': signed({
      key: derivedKey('another root secret of 32 bytes!', 'playback-url'),
    }),
    'with the key of uploads': signed({ key: derivedKey(rootSecret, 'upload-part') }),
    'with the root secret itself': signed({ key: Buffer.from(rootSecret) }),
    'with no key': signed({ key: Buffer.alloc(0) }),
    'by another scheme': signed({ scheme: 'secure-link' }),
    'by a scheme of somebody’s own': `${createHmac('sha512', key).update(`${expiry}\n${asset}`).digest('base64url')}.${expiry}`,
    'cut short': `${mac.slice(0, -1)}.${expiry}`,
    'in other letters': `${mac.toLowerCase()}.${expiry}`,
    'without a signature': `.${expiry}`,
    'without an end': `${mac}.`,
    'twice the same': `${token}.${token}`,
  };
  const ofTokens = Object.entries(tokens).flatMap(([name, changed]) =>
    files.map((file) => [`${file} ${name}`, `/v/${changed}/${asset}/${file}`] as const),
  );
  const ofBytes = [...mac].map((byte, at) => {
    const changed = mac.slice(0, at) + (byte === 'A' ? 'B' : 'A') + mac.slice(at + 1);
    return [`byte ${at} changed`, `/v/${changed}.${expiry}/${asset}/master.m3u8`] as const;
  });
  const paths = [
    ...files.map((file) => `/v/${token}/${otherAsset}/${file}`),
    ...files.map((file) => `/v/${token}/${newId()}/${file}`),
    ...files.map((file) => `/v/${asset}/${file}`),
    ...[
      'source',
      'chunks/1/180p/0/180p.mp4',
      '360p.mp4',
      'e2-180p.mp4',
      '180p.mp4.part',
      'play',
    ].map((file) => `/v/${token}/${asset}/${file}`),
    ...['..%2f..%2fsource', '..%2fsource', '../source', '../../source', '%2e%2e/source'].map(
      (file) => `/v/${token}/${asset}/${file}`,
    ),
    `/v/${token}/${asset.toUpperCase()}/master.m3u8`,
    `/v/${token}/${asset}%00/master.m3u8`,
    `/v/${token}/${asset}`,
    `/r/${token}/${asset}/master.m3u8`,
    `/u/${token}/${newId()}/${asset}/1`,
  ];
  return [...ofTokens, ...ofBytes, ...paths.map((path) => [path, path] as const)];
}

describe('the address of a video', () => {
  test('works as it was signed, and neither changed nor a second too late: none of 200', async () => {
    const { manifestUrl } = await play(learner);
    const base = manifestUrl?.replace('/master.m3u8', '') ?? '';
    const files = await filesOf(base);
    const foreign = (await play(author, other)).manifestUrl ?? '';
    const refused = refusedAddresses(base, foreign, files);
    expect(refused.length).toBeGreaterThanOrEqual(200);
    for (const [name, path] of refused) {
      const answer = await get(path);
      const body = await answer.text();
      expect([403, 404], `${name}: ${answer.status}`).toContain(answer.status);
      expect(answer.headers.get('content-type'), name).toMatch(/json/);
      expect(body, name).not.toMatch(/#EXT|<MPD|ftyp|JFIF/);
    }
    // And nothing of that has taken it from who may watch.
    expect((await get(`${base}/180p.mp4`)).status).toBe(200);
  });

  test('lives for ten minutes at most', async () => {
    const { manifestUrl, expiresAt } = await play(learner);
    const expiry = Number(/\.(\d+)\//.exec(manifestUrl ?? '')?.[1]) * 1000;
    expect(expiry).toBe(Date.parse(expiresAt));
    expect(expiry - Date.now()).toBeLessThanOrEqual(10 * 60_000);
  });

  test('is given to nobody else, nor renewed for them', async () => {
    const { marketplace, academy, stranger } = cast;
    const anonymous = visitor(installation.url);
    const others: readonly (readonly [string, Visitor, number])[] = [
      ['nobody', anonymous, 401],
      ['a stranger', await stranger.at(marketplace), 403],
      ['another instructor', await personOf(marketplace, 'instructor').at(marketplace), 403],
      ['the learner elsewhere', await personOf(marketplace, 'student').at(academy), 404],
      ['the owner of an academy, there', await personOf(academy, 'owner').at(academy), 404],
      ['the owner of an academy, here', await personOf(academy, 'owner').at(marketplace), 403],
    ];
    for (const [who, by, status] of others) {
      expect([who, await statusOf(play(by))]).toEqual([who, status]);
    }
  });

  test('is given no more after the access was withdrawn, as a refund will', async () => {
    const { manifestUrl } = await play(learner);
    await installation.database.owner.query(
      `update learning.enrollments set status = 'revoked' where course_id = $1 and user_id = $2`,
      [watched.courseId, learner.userId],
    );
    // Each process hears of it by itself.
    await eventually('the refusal', async () =>
      (await statusOf(play(learner))) === 403 ? true : undefined,
    );
    // Nor by coming in once more.
    const enroll = learner.api.enroll({ body: { courseId: watched.courseId } });
    expect(await statusOf(enroll)).toBe(403);
    // What was given before is a bearer's, and ends by itself: decision 25.
    expect((await get(manifestUrl ?? '')).status).toBe(200);
    const expiry = Number(/\.(\d+)\//.exec(manifestUrl ?? '')?.[1]) * 1000;
    expect(expiry - Date.now()).toBeLessThanOrEqual(10 * 60_000);
  });
});
