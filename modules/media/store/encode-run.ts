import type { Tx } from '@edumaster/database';
import type { EncodedFile, MediaFacts, Storyboard } from '@edumaster/encoder';
import { and, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { EncodeStage } from '../domain/encode-stage.ts';
import type { VideoScan } from '../domain/video-scan.ts';
import { type Asset } from './asset-store.ts';
import { assets, renditions } from './tables.ts';

/** One run of an encode. Whatever it writes, it writes only as long as it holds the asset. */
export interface EncodeRun {
  readonly assetId: string;
  readonly runId: string;
  /** What it makes. */
  readonly edition: number;
}

export interface Claim {
  readonly asset: Asset;
  readonly run: EncodeRun;
}

/** Another run took the asset over, since this one had given no sign of life for too long. */
export class ClaimLost extends Error {
  constructor(assetId: string) {
    super(`another run has taken over the encode of ${assetId}`);
    this.name = 'ClaimLost';
  }
}

/** Takes the asset when nobody holds it, or its holder is silent for longer than the lease. */
export async function claimAsset(
  tx: Tx,
  { assetId, runId }: Omit<EncodeRun, 'edition'>,
  leaseSeconds: number,
): Promise<Claim | undefined> {
  const [asset] = await tx.sql
    .update(assets)
    .set({ claimedBy: runId, claimedAt: sql`now()`, attempts: sql`${assets.attempts} + 1` })
    .where(
      and(
        eq(assets.id, assetId),
        isNotNull(assets.encodingEdition),
        or(
          isNull(assets.claimedBy),
          lt(assets.claimedAt, sql`now() - make_interval(secs => ${leaseSeconds})`),
        ),
      ),
    )
    .returning();
  if (!asset || asset.encodingEdition === null) return undefined;
  return { asset, run: { assetId, runId, edition: asset.encodingEdition } };
}

/** A sign of life, and how far it is; progress never falls. @throws ClaimLost */
export async function reportProgress(
  tx: Tx,
  run: EncodeRun,
  { progress, stage }: { readonly progress: number; readonly stage: EncodeStage },
): Promise<void> {
  const change = {
    claimedAt: sql`now()`,
    stage,
    progress: sql`greatest(${assets.progress}, ${progress}::integer)`,
  };
  await changeAsset(tx, run, change);
}

/** @throws ClaimLost */
export async function keepFacts(tx: Tx, run: EncodeRun, facts: MediaFacts): Promise<void> {
  const { durationSeconds } = facts;
  await changeAsset(tx, run, { facts, durationSeconds });
}

/** @throws ClaimLost */
export async function keepScan(tx: Tx, run: EncodeRun, virusScan: VideoScan): Promise<void> {
  await changeAsset(tx, run, { virusScan });
}

/** @throws ClaimLost */
export async function markPoster(tx: Tx, run: EncodeRun): Promise<void> {
  await changeAsset(tx, run, { hasPoster: true });
}

/** @throws ClaimLost */
export async function keepStoryboard(
  tx: Tx,
  run: EncodeRun,
  storyboard: Storyboard,
): Promise<void> {
  await changeAsset(tx, run, { storyboard });
}

/**
 * @returns whether it is news: of a video that plays already, another edition changes nothing
 * @throws ClaimLost
 */
export async function markPlayable(tx: Tx, run: EncodeRun): Promise<boolean> {
  await changeAsset(tx, run, {});
  const changed = await tx.sql
    .update(assets)
    .set({ status: 'playable' })
    .where(and(isHeldBy(run), eq(assets.status, 'processing')))
    .returning({ id: assets.id });
  return changed.length > 0;
}

/**
 * The edition is whole: it takes the place of the one before it, if there is one.
 * @throws ClaimLost
 */
export async function markReady(
  tx: Tx,
  run: EncodeRun,
  { keepsSource }: { readonly keepsSource: boolean },
): Promise<void> {
  const { assetId, edition } = run;
  await changeAsset(tx, run, {
    status: 'ready',
    progress: 100,
    edition,
    errorCode: null,
    errorMessage: null,
    sourceDeletedAt: keepsSource ? null : sql`now()`,
    ...ended,
  });
  await tx.sql
    .delete(renditions)
    .where(and(eq(renditions.assetId, assetId), lt(renditions.edition, edition)));
}

export interface EncodeFailure {
  readonly code: string;
  /** For the person who uploaded the file. */
  readonly message: string;
  /** The uploaded file is not kept: it cannot be tried again. */
  readonly losesSource?: boolean;
}

/**
 * Gives up. What can be watched stays so, in the sizes that there are, and says what is the matter.
 * @returns whether it cannot be watched
 * @throws ClaimLost
 */
export async function markFailed(tx: Tx, run: EncodeRun, failure: EncodeFailure): Promise<boolean> {
  const { code: errorCode, message: errorMessage, losesSource } = failure;
  const source = losesSource ? { sourceDeletedAt: sql`now()` } : {};
  const status = sql<Asset['status']>`case ${assets.status}
    when 'processing' then 'failed' else ${assets.status} end`;
  const [asset] = await changeAsset(tx, run, {
    status,
    errorCode,
    errorMessage,
    ...source,
    ...ended,
  });
  return asset?.status === 'failed';
}

/** Lets go of the asset; of one that another run holds by now, does nothing. */
export async function releaseAsset(
  tx: Tx,
  run: EncodeRun,
  { countsAsAttempt, stage }: { readonly countsAsAttempt: boolean; readonly stage?: EncodeStage },
): Promise<void> {
  const attempts = countsAsAttempt ? assets.attempts : sql`greatest(${assets.attempts} - 1, 0)`;
  await tx.sql
    .update(assets)
    .set({ ...released, attempts, stage: stage ?? 'queued' })
    .where(isHeldBy(run));
}

/** Replaces what is known of these renditions. @throws ClaimLost */
export async function keepRenditions(
  tx: Tx,
  run: EncodeRun,
  files: readonly { readonly track: EncodedFile; readonly quality: string; readonly key: string }[],
): Promise<void> {
  await changeAsset(tx, run, {});
  for (const { track, quality, key } of files) {
    const row = {
      kind: track.kind,
      origin: track.origin,
      language: track.kind === 'audio' ? track.language : null,
      title: track.kind === 'audio' ? track.title : null,
      width: track.kind === 'video' ? track.width : null,
      height: track.kind === 'video' ? track.height : null,
      durationSeconds: track.durationSeconds,
      bandwidth: Math.ceil(track.peakBitsPerSecond),
      averageBandwidth: Math.ceil(track.averageBitsPerSecond),
      codecs: track.codecs,
      fileKey: key,
      track,
    };
    await tx.sql
      .insert(renditions)
      .values({ assetId: run.assetId, edition: run.edition, quality, ...row })
      .onConflictDoUpdate({
        target: [renditions.tenantId, renditions.assetId, renditions.edition, renditions.quality],
        set: row,
      });
  }
}

const released = { claimedBy: null, claimedAt: null };

/** Nothing is left to be done. */
const ended = { ...released, encodingEdition: null, stage: null };

function isHeldBy({ assetId, runId }: EncodeRun) {
  return and(eq(assets.id, assetId), eq(assets.claimedBy, runId));
}

type AssetChange = Parameters<ReturnType<Tx['sql']['update']>['set']>[0];

async function changeAsset(tx: Tx, run: EncodeRun, change: AssetChange) {
  const changed = await tx.sql
    .update(assets)
    .set({ ...change, updatedAt: sql`now()` })
    .where(isHeldBy(run))
    .returning({ status: assets.status });
  if (changed.length === 0) throw new ClaimLost(run.assetId);
  return changed;
}
