import { open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CompletedPart,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { FileStat } from '@edumaster/files';
import type { Bucket } from './bucket.ts';
import type { Objects } from './objects.ts';
import { asking } from './s3-failure.ts';

const mebibyte = 1024 ** 2;

/** What is held in memory of a content at a time is a few of these. */
const usualPartBytes = 8 * mebibyte;
const partsAtOnce = 4;

/** The limit of S3. */
const mostParts = 10_000;

/**
 * Puts contents of this process into the store. Each request has its bytes in memory, so that it
 * can be repeated when the line breaks.
 */
export class ObjectWriter {
  readonly #bucket: Bucket;
  readonly #objects: Objects;

  constructor(bucket: Bucket, objects: Objects) {
    this.#bucket = bucket;
    this.#objects = objects;
  }

  /** A stream may be as long as 80 GB. */
  async write(key: string, body: Readable | Uint8Array): Promise<FileStat> {
    const pieces = body instanceof Readable ? inPieces(body, usualPartBytes) : [body];
    return this.#put(key, pieces);
  }

  /** The file is gone afterwards. */
  async takeOver(key: string, path: string): Promise<FileStat> {
    this.#bucket.at(key);
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const needed = Math.ceil(size / mostParts / mebibyte) * mebibyte;
      const highWaterMark = Math.max(usualPartBytes, needed);
      // A stream of its own would close the file.
      const stream = file.createReadStream({ highWaterMark, autoClose: false });
      await this.#put(key, inPieces(stream, highWaterMark));
    } finally {
      await file.close();
    }
    await rm(path);
    return this.#objects.existing(key);
  }

  /** One piece is one request; of more, the content is there when the last has arrived. */
  async #put(key: string, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
    const at = this.#bucket.at(key);
    const iterator = withOneAhead(pieces);
    const first = (await iterator.next()).value;
    if (!first || first.isLast) {
      const Body = first?.piece ?? new Uint8Array();
      const command = new PutObjectCommand({ ...at, Body, ContentLength: Body.length });
      await asking(`write ${key}`, () => this.#bucket.client.send(command));
    } else {
      await this.#putParts(key, first.piece, iterator);
    }
    return this.#objects.existing(key);
  }

  async #putParts(key: string, first: Uint8Array, rest: AsyncGenerator<Ahead>): Promise<void> {
    const { client } = this.#bucket;
    const at = this.#bucket.at(key);
    const begun = await asking(`begin ${key}`, () =>
      client.send(new CreateMultipartUploadCommand(at)),
    );
    const named = { ...at, UploadId: begun.UploadId };
    try {
      const Parts = await this.#sendParts(named, first, rest);
      const command = new CompleteMultipartUploadCommand({ ...named, MultipartUpload: { Parts } });
      await asking(`complete ${key}`, () => client.send(command));
    } catch (error) {
      // The sweep would do it, but days later.
      await client.send(new AbortMultipartUploadCommand(named)).catch(() => {});
      throw error;
    }
  }

  async #sendParts(
    named: { Bucket: string; Key: string; UploadId: string | undefined },
    first: Uint8Array,
    rest: AsyncGenerator<Ahead>,
  ): Promise<CompletedPart[]> {
    const sent: CompletedPart[] = [];
    let number = 0;
    const send = async (Body: Uint8Array) => {
      const PartNumber = (number += 1);
      const command = new UploadPartCommand({
        ...named,
        PartNumber,
        Body,
        ContentLength: Body.length,
      });
      const { ETag } = await asking(`part ${PartNumber} of ${named.Key}`, () =>
        this.#bucket.client.send(command),
      );
      sent[PartNumber - 1] = { PartNumber, ETag };
    };
    // A generator answers those who ask at once one after the other.
    const sending = async (own?: Uint8Array) => {
      if (own) await send(own);
      for await (const { piece } of rest) await send(piece);
    };
    const workers = [sending(first), ...Array.from({ length: partsAtOnce - 1 }, () => sending())];
    const failed = (await Promise.allSettled(workers)).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    return sent;
  }
}

interface Ahead {
  readonly piece: Uint8Array;
  readonly isLast: boolean;
}

/** Tells of each piece whether another one follows. */
async function* withOneAhead(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Ahead, undefined> {
  let held: Uint8Array | undefined;
  for await (const piece of pieces) {
    if (held) yield { piece: held, isLast: false };
    held = piece;
  }
  if (held) yield { piece: held, isLast: true };
}

/** The bytes of a stream in pieces of one length; the last may be shorter. */
async function* inPieces(body: Readable, length: number): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let held = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    pending.push(chunk);
    held += chunk.length;
    if (held < length) continue;
    const all = Buffer.concat(pending, held);
    let offset = 0;
    for (; held - offset >= length; offset += length) yield all.subarray(offset, offset + length);
    pending = offset < held ? [all.subarray(offset)] : [];
    held -= offset;
  }
  if (held > 0) yield Buffer.concat(pending, held);
}
