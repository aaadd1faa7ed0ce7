import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Clamd } from '@edumaster/clamd';
import { findFfmpeg } from '@edumaster/ffmpeg';
import { detectSandbox } from '@edumaster/sandbox';
import { eicar } from '@edumaster/virus-scan';
import { virusScannerContract } from '@edumaster/virus-scan/contract-suite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../running-server/start-test-server.ts';
import { containers, zipBomb } from './containers.ts';
import { type RealClamd, startClamd } from './start-clamd.ts';

let clamd: RealClamd;
beforeAll(async () => {
  clamd = await startClamd();
});
afterAll(() => clamd.dispose());

const maxBytes = 5 * 1024 ** 2;
const openAway = async () => new Clamd({ address: { host: '127.0.0.1', port: await freePort() } });

virusScannerContract('clamd at a socket', {
  open: async () => new Clamd({ address: clamd.socket }),
  openAway: async () => new Clamd({ address: { path: '/nowhere/clamd.ctl' } }),
  maxBytes,
});

virusScannerContract('clamd at a port', {
  open: async () => new Clamd({ address: clamd.port }),
  openAway,
  maxBytes,
});

describe('what is packed', () => {
  const scan = (content: Buffer) =>
    new Clamd({ address: clamd.socket }).scan(Readable.from([content]));

  test.each(Object.entries(containers))('in a %s is found', async (_, pack) => {
    expect(await scan(pack(Buffer.from(eicar)))).toEqual({
      outcome: 'infected',
      signature: expect.stringContaining('Eicar-Test-Of-Ours'),
    });
  });

  test.each(Object.entries(containers))('in a %s and harmless is clean', async (_, pack) => {
    expect(await scan(pack(Buffer.from('Good morning')))).toEqual({ outcome: 'clean' });
  });

  // What is beyond its limits it leaves out without a word: whoever takes archives in counts himself.
  test('a thousandfold does not hold it up', async () => {
    expect((await scan(zipBomb())).outcome).not.toBe('infected');
    expect(await scan(Buffer.from(eicar))).toMatchObject({ outcome: 'infected' });
  });
});

describe('a video', () => {
  let folder: string;
  let clip: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'edumaster-clamd-video-'));
    const sandbox = await detectSandbox();
    const found = await findFfmpeg({ sandbox, searchPath: process.env['PATH'] ?? '' });
    if (!found.ok) throw new Error(`${found.refusal}: ${found.detail}`);
    clip = join(folder, 'clip.mp4');
    const shape = { durationSeconds: 2, width: 320, height: 180 };
    await found.value.makeClip({ output: clip, format: 'mp4', ...shape });
  });
  afterAll(() => rm(folder, { recursive: true }));

  const scan = (path: string) => new Clamd({ address: clamd.socket }).scan(createReadStream(path));

  /** With more behind its last box, where players do not look. */
  async function clipWith(more: Buffer): Promise<string> {
    const path = join(folder, 'more.mp4');
    await writeFile(path, Buffer.concat([await readFile(clip), more]));
    return path;
  }

  test('from the disk is clean', async () => {
    expect(await scan(clip)).toEqual({ outcome: 'clean' });
  });

  test('with a virus in it is found', async () => {
    const path = await clipWith(Buffer.from(eicar));
    expect(await scan(path)).toMatchObject({ outcome: 'infected' });
  });

  test('larger than it looks at is too large, and is not read to its end', async () => {
    const path = await clipWith(Buffer.alloc(maxBytes));
    await truncate(path, 1024 ** 4);
    expect(await scan(path)).toEqual({ outcome: 'too_large' });
  });
});

describe('a clamd that is not there for us', () => {
  const unavailable = { name: 'ScannerUnavailable' };

  test('because it died in the middle of a scan: no verdict, and one when it is back', async () => {
    const scanner = new Clamd({ address: clamd.socket });
    const dying = async function* () {
      yield randomBytes(1_000_000);
      await clamd.kill();
      yield Buffer.from(eicar);
    };
    await expect(scanner.scan(Readable.from(dying()))).rejects.toMatchObject(unavailable);
    await expect(scanner.version()).rejects.toMatchObject(unavailable);
    await clamd.startAgain();
    expect(await scanner.scan(Readable.from([Buffer.from(eicar)]))).toMatchObject({
      outcome: 'infected',
    });
  });

  test('because it hangs: no verdict after a while, and one when it goes on', async () => {
    const scanner = new Clamd({ address: clamd.port, silentMilliseconds: 500 });
    clamd.freeze();
    try {
      const asked = scanner.scan(Readable.from([Buffer.from('x')]));
      await expect(asked).rejects.toMatchObject(unavailable);
    } finally {
      clamd.thaw();
    }
    const patient = new Clamd({ address: clamd.port });
    expect(await patient.scan(Readable.from([Buffer.from('x')]))).toEqual({ outcome: 'clean' });
  });
});
