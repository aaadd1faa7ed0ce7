import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { Clamd } from '@edumaster/clamd';
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
