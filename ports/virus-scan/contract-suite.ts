import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, test } from 'vitest';
import { eicar } from './eicar.ts';
import { ScannerUnavailable } from './scanner-unavailable.ts';
import type { VirusScanner } from './virus-scanner.ts';

export interface ScannerUnderTest {
  /** One that knows the EICAR test file. */
  readonly open: () => Promise<VirusScanner>;
  /** One that nobody answers for. */
  readonly openAway: () => Promise<VirusScanner>;
  /** What it looks at, at most; of 4 MiB or more. */
  readonly maxBytes: number;
}

const mebibyte = 1024 ** 2;
const infected = { outcome: 'infected', signature: expect.stringMatching(/eicar/i) };

function inPieces(content: Buffer, length: number): Readable {
  const pieces = function* () {
    for (let at = 0; at < content.length; at += length) yield content.subarray(at, at + length);
  };
  return Readable.from(pieces());
}

/** What every virus scanner must do. */
export function virusScannerContract(name: string, under: ScannerUnderTest): void {
  describe(`the virus scanner ${name}`, () => {
    let scanner: VirusScanner;
    beforeEach(async () => {
      scanner = await under.open();
    });

    test('says who answers, and what it knows', async () => {
      expect(scanner.name).toMatch(/\S/);
      expect(await scanner.version()).toMatch(/\S/);
    });

    test.each([0, 1, 65_536, 3 * mebibyte + 1])('finds nothing in %d ordinary bytes', async (n) => {
      const content = inPieces(randomBytes(n), 100_000);
      expect(await scanner.scan(content)).toEqual({ outcome: 'clean' });
      expect(content.destroyed).toBe(true);
    });

    test.each([1, 7, 40, 1_000])('finds the test file in pieces of %d bytes', async (length) => {
      expect(await scanner.scan(inPieces(Buffer.from(eicar), length))).toEqual(infected);
    });

    test('tells many that ask at once the verdict of each', async () => {
      const contents = Array.from({ length: 12 }, (_, index) =>
        index % 3 === 0 ? Buffer.from(eicar) : randomBytes(index * 50_000),
      );
      const verdicts = await Promise.all(
        contents.map((content) => scanner.scan(inPieces(content, 30_000))),
      );
      expect(verdicts.map(({ outcome }) => outcome)).toEqual(
        contents.map((_, index) => (index % 3 === 0 ? 'infected' : 'clean')),
      );
    });

    test('says of what is too large for it that it is, and goes on', async () => {
      const content = inPieces(randomBytes(under.maxBytes + 2 * mebibyte), 64 * 1024);
      expect(await scanner.scan(content)).toEqual({ outcome: 'too_large' });
      expect(content.destroyed).toBe(true);
      expect(await scanner.scan(inPieces(Buffer.from('x'), 1))).toEqual({ outcome: 'clean' });
    });

    test('passes on why a content breaks, and goes on', async () => {
      const breaking = Readable.from(
        (async function* () {
          yield randomBytes(100_000);
          throw new Error('the disk is on fire');
        })(),
      );
      await expect(scanner.scan(breaking)).rejects.toThrow('the disk is on fire');
      expect(await scanner.scan(inPieces(Buffer.from(eicar), 40))).toEqual(infected);
    });

    test('stops when it is told to', async () => {
      const content = inPieces(randomBytes(10), 1);
      await expect(scanner.scan(content, AbortSignal.abort())).rejects.toThrow(/abort/i);
      expect(content.destroyed).toBe(true);
      const stop = new AbortController();
      const endless = Readable.from(
        (async function* () {
          yield randomBytes(1_000);
          stop.abort();
          await new Promise((resolve) => setTimeout(resolve, 50));
          yield randomBytes(1_000);
        })(),
      );
      await expect(scanner.scan(endless, stop.signal)).rejects.toThrow(/abort/i);
    });

    test('that is away gives no verdict, and closes the content', async () => {
      const away = await under.openAway();
      const content = inPieces(randomBytes(100_000), 10_000);
      await expect(away.scan(content)).rejects.toBeInstanceOf(ScannerUnavailable);
      expect(content.destroyed).toBe(true);
      await expect(away.version()).rejects.toBeInstanceOf(ScannerUnavailable);
    });
  });
}
