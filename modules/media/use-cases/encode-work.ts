import type { Ctx } from '@edumaster/kernel';
import type { Encoder, EncodedFile, MediaFacts } from '@edumaster/encoder';
import type { EncodeStage } from '../domain/encode-stage.ts';
import type { Asset } from '../store/asset-store.ts';
import type { EncodeRun } from '../store/encode-run.ts';

/** One run of an encode, handed to whoever does a part of it. */
export interface EncodeWork {
  readonly ctx: Ctx;
  readonly run: EncodeRun;
  readonly asset: Asset;
  readonly encoder: Encoder;
  /** @param percent of the whole; none when it is as far as it was */
  readonly report: (stage: EncodeStage, percent?: number) => void;
  readonly signal: AbortSignal;
}

export interface Source {
  /** A path of this machine. */
  readonly input: string;
  readonly facts: MediaFacts;
}

export interface MadeTrack {
  readonly track: EncodedFile;
  /** Where it lies now. */
  readonly path: string;
}
