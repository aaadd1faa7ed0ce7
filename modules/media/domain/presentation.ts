import type { Storyboard } from '@edumaster/encoder';
import type { PlaylistCaptions } from './caption-playlists.ts';

/** A range of bytes of a file. */
export interface PlaylistRange {
  readonly offset: number;
  readonly length: number;
}

export interface TimedRange extends PlaylistRange {
  readonly durationSeconds: number;
}

/** What playlists and manifests say of one encoded file; the encoder's results fit as they are. */
export interface PlaylistTrack {
  /** Relative to the playlist. */
  readonly file: string;
  readonly codecs: string;
  readonly durationSeconds: number;
  readonly init: PlaylistRange;
  /** The `sidx` box. */
  readonly index: PlaylistRange;
  readonly segments: readonly TimedRange[];
  readonly peakBitsPerSecond: number;
  readonly averageBitsPerSecond: number;
}

export interface PlaylistVideo extends PlaylistTrack {
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  readonly keyFrames: readonly TimedRange[];
  /** Of the key frames alone. */
  readonly keyFrameRates: {
    readonly peakBitsPerSecond: number;
    readonly averageBitsPerSecond: number;
  };
}

export interface PlaylistAudio extends PlaylistTrack {
  readonly channels: number;
  /** Hertz. */
  readonly sampleRate: number;
  /** As the uploaded file said it, for example `eng`. */
  readonly language?: string | null;
  readonly title?: string | null;
}

/** A video as a player finds it: every size, and the sound that goes with each. */
export interface Presentation {
  readonly videos: readonly PlaylistVideo[];
  /** What plays when nobody chooses; null when the video is silent. */
  readonly audio: PlaylistAudio | null;
  /** What may be chosen instead: other languages, a commentary. */
  readonly otherSounds?: readonly PlaylistAudio[];
  readonly captions?: readonly PlaylistCaptions[];
  /** Pictures for winding, once they are made. */
  readonly storyboard?: Storyboard | null;
}
