import { pipeline } from 'node:stream/promises';
import { AppError } from '@edumaster/kernel';
import { type Files, type FileStat, FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { isKnownTag, rangeOf } from '../domain/byte-range.ts';

export interface SentFile {
  readonly key: string;
  readonly contentType: string;
  readonly cacheControl: string;
  /** Never replaced by another content; that it is there is then believed for a second. */
  readonly isLasting: boolean;
}

interface Slice {
  readonly offset: number;
  readonly length: number;
}

/** Playlists and segments, as many viewers of one video ask for the same ones. */
const cacheBytes = 32 * 1024 ** 2;

/** What is larger is streamed, and does not push everything else out of the cache. */
const cachedSliceBytes = 2 * 1024 ** 2;

const believedMilliseconds = 1_000;
const believedFiles = 1_000;

/** Sends stored files with ranges and ETags; what is small is remembered. */
@Injectable()
export class FileSender {
  readonly #files: Files;
  readonly #cache = new LRUCache<string, Buffer>({
    maxSize: cacheBytes,
    sizeCalculation: ({ length }) => Math.max(1, length),
  });

  readonly #stats = new LRUCache<string, FileStat>({
    max: believedFiles,
    ttl: believedMilliseconds,
  });
  /** Slices that are being read: who asks for the same one waits for it. */
  readonly #underWay = new Map<string, Promise<Buffer>>();

  constructor(stores: FileStores) {
    this.#files = stores.delivery;
  }

  /** @throws AppError `not_found` */
  async send(request: FastifyRequest, reply: FastifyReply, file: SentFile): Promise<unknown> {
    const stat = await this.#stat(file);
    if (!stat) throw new AppError('not_found');
    const etag = `"${stat.etag}"`;
    reply
      .header('etag', etag)
      .header('accept-ranges', 'bytes')
      .header('cache-control', file.cacheControl)
      .header('last-modified', stat.modifiedAt.toUTCString())
      .header('x-content-type-options', 'nosniff');
    if (isKnownTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
    const range = rangeOf(wantedRange(request, etag), stat.size);
    if (range === 'unsatisfiable') {
      return reply.code(416).header('content-range', `bytes */${stat.size}`).send();
    }
    const slice = range
      ? { offset: range.start, length: range.end - range.start + 1 }
      : { offset: 0, length: stat.size };
    reply
      .code(range ? 206 : 200)
      .type(file.contentType)
      .header('content-length', slice.length);
    if (range) reply.header('content-range', `bytes ${range.start}-${range.end}/${stat.size}`);
    if (request.method === 'HEAD') return reply.send();
    if (slice.length > cachedSliceBytes) return this.#stream(reply, file.key, slice);
    return reply.send(await this.#remembered(file.key, stat, slice));
  }

  async #stat({ key, isLasting }: SentFile): Promise<FileStat | undefined> {
    const known = this.#stats.get(key);
    if (isLasting && known) return known;
    const stat = await this.#files.stat(key);
    if (isLasting && stat) this.#stats.set(key, stat);
    return stat;
  }

  async #remembered(key: string, stat: FileStat, slice: Slice): Promise<Buffer> {
    if (slice.length === 0) return Buffer.alloc(0);
    const name = `${key} ${stat.etag} ${slice.offset} ${slice.length}`;
    const known = this.#cache.get(name) ?? this.#underWay.get(name);
    if (known) return known;
    const reading = this.#read(key, stat, slice).finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, reading);
    const bytes = await reading;
    this.#cache.set(name, bytes);
    return bytes;
  }

  async #read(key: string, { etag }: FileStat, slice: Slice): Promise<Buffer> {
    const opened = await this.#files.read(key, slice);
    const chunks: Buffer[] = [];
    for await (const chunk of opened.stream) chunks.push(chunk as Buffer);
    const [first = Buffer.alloc(0), ...others] = chunks;
    const bytes = others.length === 0 ? first : Buffer.concat(chunks);
    // Replaced between the two looks at it: sent is what the headers promise, or nothing.
    if (opened.etag !== etag || bytes.length !== slice.length) throw new AppError('unavailable');
    return bytes;
  }

  /** `pipeline` closes the file when the viewer leaves in the middle, which `pipe` does not. */
  async #stream(reply: FastifyReply, key: string, slice: Slice): Promise<void> {
    const { stream } = await this.#files.read(key, slice);
    reply.hijack();
    reply.raw.writeHead(reply.statusCode, reply.getHeaders() as Record<string, string>);
    await pipeline(stream, reply.raw).catch((error: NodeJS.ErrnoException) => {
      const hasLeft = error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ECONNRESET';
      if (!hasLeft) reply.log.warn({ err: error, key }, 'a file could not be sent to its end');
    });
  }
}

/** A range of another version of the file is of no use: then the whole is sent (RFC 9110 13.1.5). */
function wantedRange(request: FastifyRequest, etag: string): string | undefined {
  const condition = request.headers['if-range'];
  return condition === undefined || condition === etag ? request.headers.range : undefined;
}
