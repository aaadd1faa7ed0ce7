import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '@edumaster/database';
import type { Encoder } from '@edumaster/encoder';
import type { Files } from '@edumaster/files';
import { type Ctx, id } from '@edumaster/kernel';
import { fileTypeFromBuffer } from 'file-type';
import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { eq } from 'drizzle-orm';
import { maxEncodeAttempts } from '../domain/encode-attempts.ts';
import { deliveryKey } from '../domain/file-keys.ts';
import type { MediaId, MediaPurpose } from '../index.ts';
import { assets } from '../store/tables.ts';
import type { mediaWorld } from './media-world.ts';
import { below, mutate, type Mutated, type Random, seeded } from './mutations.ts';
import type { Original } from './storm-originals.ts';

export interface StormWorld {
  readonly world: ReturnType<typeof mediaWorld>;
  readonly app: FastifyInstance;
  readonly db: Db;
  readonly files: Files;
  readonly encoder: Encoder;
  readonly ctx: Ctx;
  /** For files that arrive. */
  readonly folder: string;
}

export interface Weather {
  readonly originals: readonly Original[];
  readonly count: number;
  /** The first, for one that is looked into; from 0 on if not given. */
  readonly from?: number;
  readonly seed: number;
  /** How long one file may take. */
  readonly milliseconds: number;
}

/** What became of the files. */
export interface Tally {
  published: number;
  /** How often each code. */
  readonly refused: Record<string, number>;
  slowestMilliseconds: number;
  /** Of this process. */
  mostMemoryBytes: number;
}

interface Case extends Mutated {
  readonly filename: string;
  readonly purpose: MediaPurpose;
}

const imagePurposes = ['thumbnail', 'avatar', 'resource'] as const;

/** Types that a browser would run something of. */
const active = /html|svg|xml(?!-)|script|ecmascript|x-shockwave|pdf|css/i;

/**
 * Sends damaged and lying files the way that uploads go, one after the other. Each must be refused
 * with a reason for a person, or come out as a valid file of its kind.
 * @throws Error naming the case that was neither
 */
export class Storm {
  readonly #there: StormWorld;

  constructor(there: StormWorld) {
    this.#there = there;
  }

  /** Of this moment: a storm lasts longer than an address. */
  get #ctx(): Ctx {
    return { ...this.#there.ctx, now: new Date() };
  }

  images(weather: Weather): Promise<Tally> {
    return this.#run(weather, (index) => imagePurposes[index % imagePurposes.length] ?? 'resource');
  }

  videos(weather: Weather): Promise<Tally> {
    return this.#run(weather, () => 'lecture-video');
  }

  async #run(
    { originals, count, from = 0, seed, milliseconds }: Weather,
    purposeOf: (index: number) => MediaPurpose,
  ): Promise<Tally> {
    const tally: Tally = { published: 0, refused: {}, slowestMilliseconds: 0, mostMemoryBytes: 0 };
    const random = seeded(seed);
    const broken: string[] = [];
    for (let index = 0; index < from + count; index += 1) {
      const mutated = caseOf(originals, purposeOf(index), random);
      if (index < from) continue;
      const startedAt = performance.now();
      const outcome = await this.#try(mutated, milliseconds).catch((error: unknown) => error);
      const took = performance.now() - startedAt;
      const problem = took > milliseconds ? `took ${Math.round(took)} ms` : outcome;
      if (problem instanceof Error || took > milliseconds) {
        broken.push(
          `case ${index} of seed ${seed}, ${mutated.filename} as ${mutated.purpose}, ` +
            `${mutated.how}: ${String(problem)}`,
        );
      } else note(tally, outcome as string | undefined);
      tally.slowestMilliseconds = Math.max(tally.slowestMilliseconds, took);
      tally.mostMemoryBytes = Math.max(tally.mostMemoryBytes, process.memoryUsage.rss());
    }
    if (broken.length > 0) throw new Error(`${broken.length} broke us:\n${broken.join('\n')}`);
    return tally;
  }

  /** @returns the code of the refusal; undefined when it was published */
  async #try({ filename, purpose, bytes }: Case, milliseconds: number) {
    const { world, app, folder } = this.#there;
    const ctx = this.#ctx;
    const path = join(folder, 'arrived');
    await writeFile(path, bytes);
    const ownerId = id<'user'>(ctx.actor.kind === 'user' ? ctx.actor.userId : '');
    const mediaId = await world.facade.ingest(ctx, { ownerId, path, filename, purpose });
    if (purpose === 'lecture-video') await this.#encode(mediaId, milliseconds);
    else await world.judge.run(ctx, { mediaId });
    const state = (await app.inject({ url: `/api/v1/media/${mediaId}` })).json();
    const isPublished = state.status === 'ready' || state.status === 'playable';
    const { error } = state;
    require(isPublished || state.status === 'failed', `it is ${state.status}, ${state.stage}`);
    require(state.status === 'ready' || isForPeople(error?.message), `it says ${error?.message}`);
    if (purpose === 'lecture-video') await this.#requireVideo(mediaId, isPublished);
    else await this.#requireImage({ mediaId, purpose, filename }, isPublished);
    return isPublished ? undefined : (error?.code as string);
  }

  /** As the last of its attempts. */
  async #encode(mediaId: string, milliseconds: number): Promise<void> {
    const { world, db } = this.#there;
    const ctx = this.#ctx;
    const attempts = maxEncodeAttempts - 1;
    await db.inTx(ctx, async (tx) => {
      await tx.sql.update(assets).set({ attempts }).where(eq(assets.id, mediaId));
    });
    await world.encode.run(ctx, { mediaId }, AbortSignal.timeout(milliseconds));
  }

  async #requireImage({ mediaId, purpose, filename }: Stored, isPublished: boolean) {
    if (purpose === 'resource') return this.#requireAttachment(mediaId, filename, isPublished);
    const urls =
      purpose === 'avatar'
        ? [`/images/avatars/${mediaId}/128.webp`]
        : [`/images/${mediaId}`, `/images/${mediaId}/320.webp`, `/images/${mediaId}/320.avif`];
    for (const url of urls) {
      const { statusCode, type, body } = await this.#get(url);
      require(statusCode === (isPublished ? 200 : 404), `${url} answers ${statusCode}`);
      if (!isPublished) continue;
      require((await fileTypeFromBuffer(body))?.mime === type, `${url} is no ${type}`);
      // Of AVIF the library of this process reads nothing, so that it cannot be attacked by it.
      if (type !== 'image/avif') await sharp(body, { failOn: 'warning' }).raw().toBuffer();
    }
  }

  async #requireAttachment(mediaId: MediaId, filename: string, isPublished: boolean) {
    const { world } = this.#there;
    const { url } = world.facade.downloadUrl(this.#ctx, { mediaId, filename });
    const { statusCode, headers } = await this.#get(url);
    require(statusCode === (isPublished ? 200 : 404), `${url} answers ${statusCode}`);
    if (!isPublished) return;
    const disposition = String(headers['content-disposition']);
    require(disposition.startsWith('attachment;'), 'it is no attachment');
    require(/sandbox/.test(String(headers['content-security-policy'])), 'it is not sandboxed');
  }

  async #requireVideo(mediaId: MediaId, isPublished: boolean): Promise<void> {
    const { world, files, encoder } = this.#there;
    const playback = await world.facade.playback(this.#ctx, { mediaId }).catch(() => undefined);
    require((playback !== undefined) === isPublished, 'it can be played though it failed, or not');
    if (!playback) return;
    const { manifestUrl, resolutions } = playback;
    require(resolutions.length > 0 && manifestUrl !== null, 'it has no pictures');
    const manifest = await this.#get(manifestUrl ?? '');
    require(manifest.type ===
      'application/vnd.apple.mpegurl', `the manifest is ${manifest.type}, ${manifest.body}`);
    for (const { quality } of resolutions) {
      const url = manifestUrl?.replace(/master\.m3u8$/, `${quality}.mp4`) ?? '';
      require((await this.#get(url)).type === 'video/mp4', `${url} is no video`);
      const key = deliveryKey(mediaId, `${quality}.mp4`);
      const { video } = await files.withLocalFile(key, (path) => encoder.probe(path));
      require(video?.codec === 'h264', `${quality} is ${video?.codec}`);
    }
  }

  async #get(url: string) {
    const answer = await this.#there.app.inject({ url });
    const type = String(answer.headers['content-type']).split(';')[0] ?? '';
    require(answer.statusCode < 500, `${url} answers ${answer.statusCode}`);
    const isSniffed = answer.headers['x-content-type-options'] !== 'nosniff';
    require(answer.statusCode !== 200 || !isSniffed, `${url} may be sniffed`);
    require(!active.test(type), `${url} is ${type}`);
    const { statusCode, headers, rawPayload: body } = answer;
    return { statusCode, headers, type, body };
  }
}

interface Stored {
  readonly mediaId: MediaId;
  readonly purpose: MediaPurpose;
  readonly filename: string;
}

function caseOf(originals: readonly Original[], purpose: MediaPurpose, random: Random): Case {
  const [original, other] = [1, 2].map(() => originals[below(originals.length, random)]);
  if (!original || !other) throw new Error('a storm needs originals');
  return { filename: original.filename, purpose, ...mutate(original.bytes, other.bytes, random) };
}

function note(tally: Tally, code: string | undefined): void {
  if (code === undefined) tally.published += 1;
  else tally.refused[code] = (tally.refused[code] ?? 0) + 1;
}

function isForPeople(message: unknown): boolean {
  return (
    typeof message === 'string' && /^[A-Z][^\n]*\.$/.test(message) && !/error|null/i.test(message)
  );
}

function require(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
