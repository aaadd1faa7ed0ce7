import { setTimeout as pause } from 'node:timers/promises';
import { type Ctx, Log, newId } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Encoder, VideoRefused } from '@edumaster/encoder';
import { FilesError } from '@edumaster/files';
import { ScannerUnavailable } from '@edumaster/virus-scan';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { maxEncodeAttempts } from '../domain/encode-attempts.ts';
import { FileRefused } from '../private-files/refusal.ts';
import { type Asset, findAsset } from '../store/asset-store.ts';
import { type Claim, claimAsset, ClaimLost, type EncodeFailure } from '../store/encode-run.ts';
import { type ClaimedAsset, EncodeEnd } from './encode-end.ts';
import { EncodePipeline } from './encode-pipeline.ts';
import { NoScratchRoom } from './scratch-room.ts';
import { leaseSeconds, RunKeeper } from './run-keeper.ts';

const failures = {
  noEncoder: {
    code: 'no_encoder',
    message:
      'This installation has no video encoder. Please ask its administrator to install ffmpeg.',
  },
  sourceMissing: {
    code: 'source_missing',
    message: 'The uploaded file is no longer there. Please upload it again.',
  },
  gaveUp: {
    code: 'encoder_failed',
    message:
      'This video could not be encoded, although it was tried several times. Please try another export of it.',
  },
} as const satisfies Record<string, EncodeFailure>;

/** How often it is looked whether there is room again. */
const roomMilliseconds = 60_000;

/** How often a scanner that is away is asked. */
const scannerMilliseconds = 30_000;

/** Makes a video playable, then ready; or says why it cannot be. */
@Injectable()
export class EncodeVideo {
  readonly #db: Db;
  readonly #pipeline: EncodePipeline;
  readonly #end: EncodeEnd;
  readonly #encoder: Encoder | undefined;
  readonly #log: Log;

  /** @param encoder undefined on a machine that has none */
  constructor(
    db: Db,
    pipeline: EncodePipeline,
    end: EncodeEnd,
    log: Log,
    @Optional() @Inject(Encoder) encoder: Encoder | undefined,
  ) {
    this.#db = db;
    this.#pipeline = pipeline;
    this.#end = end;
    this.#log = log;
    this.#encoder = encoder;
  }

  /** @throws whatever may be mended by another try */
  async run(ctx: Ctx, { mediaId }: { mediaId: string }, signal: AbortSignal): Promise<void> {
    const claim = await this.#claim(ctx, mediaId, signal);
    if (!claim) return;
    const { run, asset } = claim;
    const keeper = new RunKeeper({ db: this.#db, ctx, run, log: this.#log });
    try {
      await this.#encode({ ctx, run, asset }, keeper, signal);
    } catch (error) {
      await keeper.stop();
      await this.#conclude({ ctx, run, asset }, error, signal);
    } finally {
      await keeper.stop();
    }
  }

  /**
   * Undefined when there is nothing to do: the asset is finished, or another run is at it. A run
   * that was killed holds its asset until its lease ends, so that is waited for.
   */
  async #claim(ctx: Ctx, assetId: string, signal: AbortSignal): Promise<Claim | undefined> {
    const wanted = { assetId, runId: newId() };
    for (let waited = 0; waited <= leaseSeconds + 5; waited += 1) {
      const { claimed, isOpen } = await this.#db.inTx(ctx, async (tx) => {
        const taken = await claimAsset(tx, wanted, leaseSeconds);
        const asset = taken?.asset ?? (await findAsset(tx, assetId));
        return { claimed: taken, isOpen: asset !== undefined && asset.claimedBy !== null };
      });
      if (claimed || !isOpen) return claimed;
      await pause(1_000, undefined, { signal });
    }
    this.#log.info({ mediaId: assetId }, 'another run encodes this video');
    return undefined;
  }

  async #encode(work: ClaimedAsset, keeper: RunKeeper, signal: AbortSignal): Promise<void> {
    const encoder = this.#encoder;
    if (!encoder) return this.#end.fail(work, failures.noEncoder);
    // One try more than there are: the last one took its process with it and could not say so.
    if (work.asset.attempts > maxEncodeAttempts) return this.#end.fail(work, failures.gaveUp);
    await this.#pipeline.run({
      ...work,
      encoder,
      report: (stage, percent) => keeper.report(stage, percent),
      signal: AbortSignal.any([signal, keeper.lost]),
    });
  }

  async #conclude(work: ClaimedAsset, error: unknown, signal: AbortSignal): Promise<void> {
    const { run, asset } = work;
    if (error instanceof ClaimLost) {
      this.#log.warn({ mediaId: run.assetId }, 'another run has taken over this video');
      return;
    }
    const wait = waitFor(error);
    if (wait) return this.#end.wait(work, { ...wait, reason: error });
    const failure = failureOf(error, asset);
    if (failure && !signal.aborted) {
      this.#log.warn({ err: error, mediaId: run.assetId, code: failure.code }, 'no video of this');
      return this.#end.fail(work, failure);
    }
    await this.#end.release(work, !signal.aborted);
    throw error;
  }
}

/** Undefined for what does not come by waiting. */
function waitFor(error: unknown) {
  const isFull = error instanceof FilesError && error.code === 'no_space';
  if (isFull || error instanceof NoScratchRoom) {
    return { stage: 'waiting-for-space', milliseconds: roomMilliseconds } as const;
  }
  if (!(error instanceof ScannerUnavailable)) return undefined;
  return { stage: 'waiting-for-scanner', milliseconds: scannerMilliseconds } as const;
}

/** Undefined for what another try may mend. */
function failureOf(error: unknown, asset: Asset): EncodeFailure | undefined {
  if (error instanceof VideoRefused) return { code: error.code, message: error.message };
  if (error instanceof FileRefused) {
    const { code, message } = error;
    return { code, message, losesSource: code === 'file_infected' };
  }
  const isGone = error instanceof FilesError && error.code === 'not_found';
  if (isGone) return failures.sourceMissing;
  return asset.attempts >= maxEncodeAttempts ? failures.gaveUp : undefined;
}
