import type { Readable } from 'node:stream';
import { ScannerUnavailable, type ScanVerdict, type VirusScanner } from '@edumaster/virus-scan';
import { type ClamdAddress, printClamdAddress } from './clamd-address.ts';
import { ClamdCall } from './clamd-call.ts';

/** clamd itself gives up after 120 s of scanning (`MaxScanTime`). */
const silentMilliseconds = 150_000;

/** Well below what clamd takes as one piece. */
const pieceBytes = 256 * 1024;

interface ClamdOptions {
  readonly address: ClamdAddress;
  /** After so long without a sign of life it counts as away. */
  readonly silentMilliseconds?: number;
}

/** Scans by a running clamd, one connection a scan (clamd(8), `INSTREAM`). */
export class Clamd implements VirusScanner {
  readonly name: string;
  readonly #address: ClamdAddress;
  readonly #silentMilliseconds: number;

  constructor(options: ClamdOptions) {
    this.name = `clamd at ${printClamdAddress(options.address)}`;
    this.#address = options.address;
    this.#silentMilliseconds = options.silentMilliseconds ?? silentMilliseconds;
  }

  async scan(content: Readable, signal?: AbortSignal): Promise<ScanVerdict> {
    const call = new ClamdCall(this.#address, this.#silentMilliseconds);
    const abort = () => call.close();
    try {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', abort);
      await call.send(Buffer.from('zINSTREAM\0'));
      await sendContent(call, content, signal);
      return verdictOf(await call.answer());
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
      content.destroy();
      call.close();
    }
  }

  async version(): Promise<string> {
    const call = new ClamdCall(this.#address, Math.min(10_000, this.#silentMilliseconds));
    try {
      await call.send(Buffer.from('zVERSION\0'));
      return await call.answer();
    } finally {
      call.close();
    }
  }
}

async function sendContent(call: ClamdCall, content: Readable, signal: AbortSignal | undefined) {
  for await (const chunk of content) {
    signal?.throwIfAborted();
    const bytes = chunk as Buffer;
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      // It answers before the end when it has had enough.
      if (call.isAnswered) return;
      await call.send(framed(bytes.subarray(at, at + pieceBytes)));
    }
  }
  await call.send(framed(Buffer.alloc(0)));
}

/** The length in four bytes, then the piece; one without bytes is the end. */
function framed(piece: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(piece.length);
  return Buffer.concat([length, piece]);
}

function verdictOf(answer: string): ScanVerdict {
  if (answer === 'stream: OK') return { outcome: 'clean' };
  const signature = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  // With `AlertExceedsMax`: packed deeper or larger than it unpacks.
  if (signature?.startsWith('Heuristics.Limits.Exceeded')) return { outcome: 'too_large' };
  if (signature !== undefined) return { outcome: 'infected', signature };
  if (/size limit exceeded/i.test(answer)) return { outcome: 'too_large' };
  throw new ScannerUnavailable(`clamd answered "${answer.slice(0, 200)}"`);
}
