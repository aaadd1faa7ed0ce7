import { beforeEach, describe, expect, test } from 'vitest';
import { begin, contentOf, expectContent, key, partOf } from './contract-content.ts';
import type { Files, Upload } from './files.ts';

/** What a store must do that gives addresses of its own for parts. */
export function addressesContract(
  name: string,
  open: () => Promise<Files>,
  partSize: number,
): void {
  describe(`addresses of parts of the file store ${name}`, () => {
    let files: Files;
    let upload: Upload;
    beforeEach(async () => {
      files = await open();
      upload = await begin(files, partSize);
    });
    const inAnHour = () => new Date(Date.now() + 3_600_000);
    const addressOf = async (number: number, expiresAt = inAnHour()) => {
      const addresses = await files.addressParts({ upload, numbers: [number], expiresAt });
      return addresses?.parts[0]?.url ?? '';
    };
    const put = (url: string, body: string) => fetch(url, { method: 'PUT', body });
    const tagOf = (answer: Response) => answer.headers.get('etag')?.replaceAll('"', '') ?? '';
    const received = async () => (await files.listParts(upload)).map(({ number }) => number);

    test('take parts from anybody who has them, and answer with their tags', async () => {
      const numbers = [1, 2, 3];
      const addresses = await files.addressParts({ upload, numbers, expiresAt: inAnHour() });
      expect(addresses?.parts.map(({ number }) => number)).toEqual(numbers);
      const sent = addresses?.parts.map(async ({ number, url }) => {
        const answer = await put(url, partOf(upload, number));
        expect(answer.status).toBe(200);
        return { number, etag: tagOf(answer) };
      });
      const parts = await Promise.all(sent ?? []);
      expect(await files.listParts(upload)).toMatchObject(parts);
      await files.completeUpload(upload, parts);
      await expectContent(files, key, contentOf(partSize));
    });

    // The last part is small: a store that refuses a large one may cut the line instead.
    test.each([
      ['a byte too long', (part: string) => `${part}x`],
      ['a byte too short', (part: string) => part.slice(1)],
      ['empty', () => ''],
    ])('refuse what is %s', async (_, change) => {
      const answer = await put(await addressOf(3), change(partOf(upload, 3)));
      expect(answer.status).toBe(403);
      expect(await received()).toEqual([]);
    });

    test('refuse everything but what they were made for', async () => {
      const url = await addressOf(3);
      const turned = (_: string, digit: string) => `X-Amz-Signature=${digit === '0' ? '1' : '0'}`;
      const altered = [
        url.replace('partNumber=3', 'partNumber=2'),
        url.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=604800'),
        url.replace('/source?', '/another?'),
        url.replace(/X-Amz-Signature=(.)/, turned),
        url.replace(/&X-Amz-Signature=\w+/, ''),
        url.replace('content-length%3B', ''),
      ];
      expect(new Set([url, ...altered]).size).toBe(altered.length + 1);
      for (const forged of altered) {
        expect((await put(forged, partOf(upload, 3))).status, forged).toBeGreaterThanOrEqual(400);
      }
      expect((await fetch(url)).status).toBeGreaterThanOrEqual(400);
      expect(await received()).toEqual([]);
      expect((await put(url, partOf(upload, 3))).status).toBe(200);
    });

    test('end at their time, and with the upload', async () => {
      const short = await addressOf(3, new Date(Date.now() + 1_500));
      const long = await addressOf(3);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect((await put(short, partOf(upload, 3))).status).toBe(403);
      await files.abortUpload(upload);
      expect((await put(long, partOf(upload, 3))).status).toBe(404);
    });
  });
}
