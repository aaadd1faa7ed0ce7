import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { eventually } from '@edumaster/testkit';
import type { Visitor } from '../running-server/visitor.ts';

export interface PartTag {
  readonly number: number;
  readonly etag: string;
}

const mebibyte = 1024 ** 2;

/**
 * The clip with a `free` box at its end, which players skip (ISO 14496-12, 8.1.2): a video of as
 * many parts as a test needs without the time to encode one.
 */
export function paddedVideo(path: string, bytes: number): Buffer {
  const clip = readFileSync(path);
  const box = randomBytes(bytes - clip.length);
  box.writeUInt32BE(box.length, 0);
  box.write('free', 4, 'latin1');
  return Buffer.concat([clip, box]);
}

/** An upload that is sent part by part, as a test wants it. */
export class InterruptedUpload {
  readonly uploadId: string;
  readonly partNumbers: readonly number[];
  readonly #by: Visitor;
  readonly #content: Buffer;
  readonly #partSize: number;

  private constructor(
    by: Visitor,
    content: Buffer,
    created: Awaited<ReturnType<Visitor['api']['createUpload']>>,
  ) {
    this.uploadId = created.uploadId;
    this.partNumbers = created.parts.map(({ number }) => number);
    this.#by = by;
    this.#content = content;
    this.#partSize = created.partSize;
  }

  static async begin(by: Visitor, content: Buffer): Promise<InterruptedUpload> {
    const created = await by.api.createUpload({
      body: {
        filename: 'padded.mp4',
        size: content.length,
        contentType: 'video/mp4',
        purpose: 'lecture-video',
      },
    });
    return new InterruptedUpload(by, content, created);
  }

  state(): ReturnType<Visitor['api']['readUpload']> {
    return this.#by.api.readUpload({ params: { id: this.uploadId } });
  }

  /** Resolves when the server has acknowledged the part. */
  async send(number: number): Promise<PartTag> {
    const response = await this.#by.send(await this.#address(number), {
      method: 'PUT',
      body: new Uint8Array(this.#part(number)),
    });
    if (!response.ok) throw new Error(`part ${number}: ${response.status}`);
    return { number, etag: response.headers.get('etag')?.replaceAll('"', '') ?? '' };
  }

  /** Sends half of a part and leaves it there. Resolves when the server has written some of it. */
  async sendHalf(number: number, dataDir: string): Promise<void> {
    const before = await bytesBelow(join(dataDir, 'files'));
    const part = this.#part(number);
    const sending = request(new URL(await this.#address(number), this.#by.url), {
      method: 'PUT',
      headers: { 'content-length': part.length },
    });
    // It ends with the server.
    sending.on('error', () => {});
    sending.write(part.subarray(0, part.length / 2));
    await eventually('the server to write the half part', async () =>
      (await bytesBelow(join(dataDir, 'files'))) > before + mebibyte ? true : undefined,
    );
  }

  async complete(): Promise<string> {
    const { received } = await this.state();
    const { mediaId } = await this.#by.api.completeUpload({
      params: { id: this.uploadId },
      body: { parts: received },
    });
    return mediaId;
  }

  async #address(number: number): Promise<string> {
    const { missing } = await this.state();
    const url = missing.find((part) => part.number === number)?.url;
    if (!url) throw new Error(`part ${number} is not missing`);
    return url;
  }

  #part(number: number): Buffer {
    const start = (number - 1) * this.#partSize;
    return this.#content.subarray(start, start + this.#partSize);
  }
}

/** What files take up, since a part in the middle is written where it belongs. */
async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(({ parentPath, name }) =>
      stat(join(parentPath, name)).then(
        ({ blocks }) => blocks * 512,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
