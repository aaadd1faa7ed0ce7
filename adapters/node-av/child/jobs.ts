import type { ProbedMedia } from '@edumaster/encoder';

/** What the child is told to do, as JSON on its command line; it decides nothing itself. */
export type Job = VersionJob | ProbeJob | EncodeJob | CopyJob | PosterJob | StoryboardJob | ClipJob;

export interface VersionJob {
  readonly kind: 'version';
}

export interface Input {
  readonly path: string;
  /** Name of the only demuxer that may read it. */
  readonly container: string;
  readonly maxPixels: number;
}

export interface ProbeJob {
  readonly kind: 'probe';
  readonly input: Input;
}

export interface Output {
  readonly path: string;
  readonly muxer: string;
  readonly muxerOptions: Readonly<Record<string, string>>;
}

export interface VideoOutput extends Output {
  /** From the rendition before it, or from the decoded pictures. */
  readonly filter: string;
  readonly codecOptions: Readonly<Record<string, string>>;
}

export interface AudioOutput extends Output {
  readonly filter: string;
  readonly bitsPerSecond: number;
}

export interface EncodeJob {
  readonly kind: 'encode';
  readonly input: Input;
  /** Where the pictures of a chunk lie, after the start of the file; null is all of it. */
  readonly span: { readonly seekSeconds: number; readonly endSeconds: number | null } | null;
  readonly video: { readonly streamIndex: number; readonly outputs: readonly VideoOutput[] };
  readonly sounds: readonly { readonly streamIndex: number; readonly output: AudioOutput }[];
}

export interface CopyJob {
  readonly kind: 'copy';
  readonly input: Input;
  readonly tracks: readonly { readonly streamIndex: number; readonly output: Output }[];
}

export interface PosterJob {
  readonly kind: 'poster';
  readonly input: Input;
  readonly streamIndex: number;
  readonly filter: string;
  readonly atSeconds: number;
  readonly output: string;
}

export interface StoryboardJob {
  readonly kind: 'storyboard';
  readonly input: Input;
  /** Gives one picture for each of the outputs. */
  readonly filter: string;
  readonly outputs: readonly string[];
}

export interface ClipJob {
  readonly kind: 'clip';
  /** A filter graph without inputs. */
  readonly source: string;
  readonly video: ClipTrack | null;
  readonly sounds: readonly ClipTrack[];
  readonly output: Output;
}

export interface ClipTrack {
  readonly codec: string;
  readonly filter: string;
  readonly bitsPerSecond: number | null;
  readonly codecOptions: Readonly<Record<string, string>>;
  readonly language?: string;
}

/** A line of the child's standard output. */
export type Message =
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'probed'; readonly media: ProbedMedia }
  | { readonly kind: 'progress'; readonly seconds: number }
  | { readonly kind: 'done' };
