import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { parseClamdAddress, printClamdAddress } from './clamd-address.ts';
import { Clamd } from './clamd.ts';

let server: Server | undefined;
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server?.close();
});

/** Something on a port that is no clamd, or one that is unwell. */
async function answering(answer: (socket: Socket) => void): Promise<Clamd> {
  const opened = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    answer(socket);
  });
  server = opened;
  opened.listen(0, '127.0.0.1');
  await once(opened, 'listening');
  const bound = opened.address();
  if (bound === null || typeof bound === 'string') throw new Error('not bound to a port');
  const address = { host: '127.0.0.1', port: bound.port };
  return new Clamd({ address, silentMilliseconds: 300 });
}

const content = (length = 100_000) => Readable.from([Buffer.alloc(length)]);

describe('what is no verdict', () => {
  it.each<[string, (socket: Socket) => void, RegExp]>([
    ['an answer of something else', (s) => s.end('HTTP/1.1 400 Bad Request\r\n\r\n\0'), /HTTP/],
    ['an answer without an end', (s) => s.end('stream: OK'), /closed/],
    ['an answer that never ends', (s) => s.write('x'.repeat(10_000)), /xxx/],
    ['silence', (s) => s.resume(), /does not answer/],
    ['an end at once', (s) => s.destroy(), /./],
    ['a fault of clamd', (s) => s.end("stream: Can't allocate memory ERROR\0"), /memory/],
  ])('%s', async (_, answer, reason) => {
    const clamd = await answering(answer);
    const source = content();
    const asked = clamd.scan(source);
    await expect(asked).rejects.toMatchObject({ name: 'ScannerUnavailable', message: reason });
    expect(source.destroyed).toBe(true);
  });

  it('a clamd that reads nothing any more', async () => {
    const clamd = await answering((socket) => socket.pause());
    const asked = clamd.scan(content(20 * 1024 ** 2));
    await expect(asked).rejects.toMatchObject({ name: 'ScannerUnavailable' });
  });
});

describe('a verdict', () => {
  it.each([
    ['stream: OK', { outcome: 'clean' }],
    [
      'stream: Win.Test.EICAR_HDB-1 FOUND',
      { outcome: 'infected', signature: 'Win.Test.EICAR_HDB-1' },
    ],
    ['stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND', { outcome: 'too_large' }],
    ['INSTREAM size limit exceeded. ERROR', { outcome: 'too_large' }],
  ])('"%s"', async (answer, verdict) => {
    const clamd = await answering((socket) => {
      socket.on('data', (bytes) => {
        if (bytes.subarray(-4).equals(Buffer.alloc(4))) socket.end(`${answer}\0`);
      });
    });
    expect(await clamd.scan(Readable.from([Buffer.from('x')]))).toEqual(verdict);
  });
});

describe('an address', () => {
  it.each(['/run/clamav/clamd.ctl', 'scanner.internal:3310', '127.0.0.1:3310', '[::1]:3310'])(
    '%s is read',
    (text) => {
      const read = parseClamdAddress(text);
      if (!read.ok) throw new Error('not read');
      expect(printClamdAddress(read.value)).toBe(text);
    },
  );

  it.each(['', 'clamd', 'clamd:0', 'clamd:70000', 'http://clamd:3310', '::1:3310', 'a b:1'])(
    '"%s" is refused',
    (text) => {
      expect(parseClamdAddress(text).ok).toBe(false);
    },
  );
});
