import type { Tx } from '@edumaster/database';
import type { EncodedFile, MediaFacts } from '@edumaster/encoder';
import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { type Asset } from './asset-store.ts';
import { assets, renditions } from './tables.ts';

/** One run of an encode. Whatever it writes, it writes only as long as it holds the asset. */
export interface EncodeRun {
  readonly assetId: string;
  readonly runId: string;
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
  { assetId, runId }: EncodeRun,
  leaseSeconds: number,
): Promise<Asset | undefined> {
  const [asset] = await tx.sql
    .update(assets)
    .set({ claimedBy: runId, claimedAt: sql`now()`, attempts: sql`${assets.attempts} + 1` })
    .where(
      and(
        eq(assets.id, assetId),
        inArray(assets.status, ['processing', 'playable']),
        or(
          isNull(assets.claimedBy),
          lt(assets.claimedAt, sql`now() - make_interval(secs => ${leaseSeconds})`),
        ),
      ),
    )
    .returning();
  return asset;
}

/** A sign of life, and how far it is; progress never falls. @throws ClaimLost */
export async function reportProgress(tx: Tx, run: EncodeRun, progress: number): Promise<void> {
  const change = {
    claimedAt: sql`now()`,
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
export async function markPoster(tx: Tx, run: EncodeRun): Promise<void> {
  await changeAsset(tx, run, { hasPoster: true });
}

/** @throws ClaimLost */
export async function markPlayable(tx: Tx, run: EncodeRun): Promise<void> {
  await changeAsset(tx, run, { status: 'playable' });
}

/** @throws ClaimLost */
export async function markReady(tx: Tx, run: EncodeRun): Promise<void> {
  await changeAsset(tx, run, { status: 'ready', progress: 100, ...released });
}

/** @throws ClaimLost */
export async function markFailed(
  tx: Tx,
  run: EncodeRun,
  { code, message }: { readonly code: string; readonly message: string },
): Promise<void> {
  const failure = { status: 'failed', errorCode: code, errorMessage: message } as const;
  await changeAsset(tx, run, { ...failure, ...released });
}

/** Lets go of the asset; of one that another run holds by now, does nothing. */
export async function releaseAsset(
  tx: Tx,
  run: EncodeRun,
  { countsAsAttempt }: { readonly countsAsAttempt: boolean },
): Promise<void> {
  const attempts = countsAsAttempt ? assets.attempts : sql`greatest(${assets.attempts} - 1, 0)`;
  await tx.sql
    .update(assets)
    .set({ ...released, attempts })
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
      .values({ assetId: run.assetId, quality, ...row })
      .onConflictDoUpdate({
        target: [renditions.tenantId, renditions.assetId, renditions.quality],
        set: row,
      });
  }
}

const released = { claimedBy: null, claimedAt: null };

function isHeldBy({ assetId, runId }: EncodeRun) {
  return and(eq(assets.id, assetId), eq(assets.claimedBy, runId));
}

type AssetChange = Parameters<ReturnType<Tx['sql']['update']>['set']>[0];

async function changeAsset(tx: Tx, run: EncodeRun, change: AssetChange): Promise<void> {
  const changed = await tx.sql
    .update(assets)
    .set({ ...change, updatedAt: sql`now()` })
    .where(isHeldBy(run))
    .returning({ id: assets.id });
  if (changed.length === 0) throw new ClaimLost(run.assetId);
}
