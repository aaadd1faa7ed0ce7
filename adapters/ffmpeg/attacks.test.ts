import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { detectSandbox, type Sandbox, type SandboxLevel } from '@edumaster/sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFfmpeg } from './index.ts';

const secret = 'a secret of the machine that no video may show';
const searchPath = process.env['PATH'] ?? '';
const limits = {
  cpuSeconds: 20,
  wallSeconds: 20,
  memoryBytes: 1024 ** 3,
  fileBytes: 8 * 1024 ** 2,
};

let folder: string;
let outside: string;
let server: Server;
let address: string;
let connections = 0;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'edumaster-attacks-')));
  outside = join(folder, 'outside.txt');
  await writeFile(outside, secret.repeat(2_000));
  server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const listening = server.address();
  if (listening === null || typeof listening === 'string') throw new Error('no port');
  address = `127.0.0.1:${listening.port}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** Files that make ffmpeg read others, named and disguised as videos. */
function disguises(): [string, string][] {
  return [
    ['a playlist', `#EXTM3U\n#EXTINF:1,\nfile://${outside}\n#EXT-X-ENDLIST\n`],
    ['a playlist of the network', `#EXTM3U\n#EXTINF:1,\nhttp://${address}/\n#EXT-X-ENDLIST\n`],
    ['a list to concatenate', `ffconcat version 1.0\nfile '${outside}'\n`],
    ['a manifest', `<?xml version="1.0"?><MPD><BaseURL>file://${outside}</BaseURL></MPD>`],
    ['a description of a session', `v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 1 RTP/AVP 96\n`],
    [
      'a playlist behind the start of an MP4',
      `\0\0\0\x18ftypisom\0\0\0\0isom#EXTM3U\nfile://${outside}\n`,
    ],
  ];
}

/** What a demuxer, a protocol or a filter would do if it were let. */
function readers(): [string, string[]][] {
  const raw = ['-f', 'rawvideo', '-pixel_format', 'gray', '-video_size', '64x64'];
  return [
    ['a file', [...raw, '-i', outside]],
    ['a part of a file', [...raw, '-i', `subfile,,start,0,end,8192,,:${outside}`]],
    ['files joined by a protocol', [...raw, '-i', `concat:${outside}|${outside}`]],
    ['the environment of the first process', [...raw, '-i', '/proc/1/environ']],
    [
      'a file by the root of another process',
      [...raw, '-i', `/proc/${process.pid}/root${outside}`],
    ],
    ['a file by a filter', ['-f', 'lavfi', '-i', `movie=filename=${outside}:format_name=rawvideo`]],
    ['the network', ['-i', `http://${address}/`]],
    ['the network, another way', ['-i', `tcp://${address}`]],
    ['the network by a playlist', ['-f', 'hls', '-i', `http://${address}/a.m3u8`]],
    [
      'a text that is drawn',
      ['-f', 'lavfi', '-i', `color=s=64x64:d=1,drawtext=textfile=${outside}`],
    ],
  ];
}

const hasBubblewrap = searchPath.split(delimiter).some((path) => existsSync(join(path, 'bwrap')));
const closedLevels: SandboxLevel[] = hasBubblewrap ? ['bwrap', 'unshare'] : ['unshare'];

describe.each<SandboxLevel>([...closedLevels, 'limits'])('at the level %s', (level) => {
  test('no file that points to others is even shown to ffmpeg', { timeout: 60_000 }, async () => {
    const sandbox = await detectSandbox({ levels: [level] });
    const found = await findFfmpeg({ sandbox, searchPath });
    if (!found.ok) throw new Error(`${found.refusal}: ${found.detail}`);
    connections = 0;
    for (const [what, content] of disguises()) {
      const path = join(folder, 'upload.mp4');
      await writeFile(path, content);
      const refusal = found.value.probe(path);
      await expect(refusal, what).rejects.toMatchObject({ name: 'VideoRefused' });
    }
    expect(connections).toBe(0);
  });
});

/** Whether what ffmpeg was made to read came out of the sandbox. */
async function leaks(sandbox: Sandbox, args: readonly string[]): Promise<boolean> {
  const output = await mkdtemp(join(folder, 'output-'));
  await sandbox.run({
    command: '/bin/sh',
    args: [
      '-c',
      'exec ffmpeg -nostdin -v error "$@"',
      'ffmpeg',
      ...args,
      '-frames:v',
      '1',
      '-f',
      'rawvideo',
      join(output, 'out'),
    ],
    readable: [],
    writable: [output],
    limits,
  });
  const files = await readdir(output);
  const contents = await Promise.all(files.map((file) => readFile(join(output, file))));
  return contents.some((content) => content.includes(secret));
}

test.each(closedLevels)(
  'at the level %s ffmpeg sees nothing, whatever it is made to read',
  { timeout: 60_000 },
  async (level) => {
    const sandbox = await detectSandbox({ levels: [level] });
    connections = 0;
    for (const [what, args] of readers()) expect(await leaks(sandbox, args), what).toBe(false);
    expect(connections).toBe(0);
  },
);

test('without a closed level it would: the attacks are real', { timeout: 60_000 }, async () => {
  const sandbox = await detectSandbox({ levels: ['limits'] });
  const attempts = readers();
  const leaking: string[] = [];
  connections = 0;
  for (const [what, args] of attempts) if (await leaks(sandbox, args)) leaking.push(what);
  expect(leaking).toEqual(expect.arrayContaining(['a file', 'a part of a file']));
  expect(connections).toBeGreaterThan(0);
});
