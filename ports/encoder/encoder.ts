import type { ByteRange, Segment } from './fragmented-mp4.ts';
import type { Container } from './identify.ts';

/**
 * Probes and encodes video. Every method refuses what is not a video with `VideoRefused` before the
 * media library sees a byte of it, runs the library in a sandboxed child, and fails with
 * `EncoderFailed` when that child fails. An aborted call rejects with the reason of its signal, and
 * its child is gone by then. An abstract class, so that it is also its name in the container.
 */
export abstract class Encoder {
  /** For logs and `doctor`, for example `ffmpeg`. */
  abstract readonly name: string;
  /** The version of FFmpeg that does the work, for example `5.1.9`. */
  abstract version(): Promise<string>;
  /** @throws VideoRefused when it is no video that we can encode, except for lacking a picture */
  abstract probe(input: string, signal?: AbortSignal): Promise<MediaFacts>;
  /** One process, one decode. Writes `plan.renditions` and the audio into `plan.outputFolder`. */
  abstract encode(plan: EncodePlan, options?: EncodeOptions): Promise<readonly EncodedFile[]>;
  /** Writes one picture of the video as JPEG. */
  abstract poster(request: PosterRequest, signal?: AbortSignal): Promise<void>;
  /** Makes a synthetic video, for demo data and tests. */
  abstract makeClip(request: ClipRequest, signal?: AbortSignal): Promise<void>;
}

export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

export interface MediaFacts {
  readonly container: Container;
  readonly durationSeconds: number;
  /** Null when there is sound only; such a file cannot be planned. */
  readonly video: VideoFacts | null;
  readonly audio: readonly AudioFacts[];
}

export interface VideoFacts {
  readonly streamIndex: number;
  /** FFmpeg's name, for example `h264`. */
  readonly codec: string;
  /** As stored. */
  readonly width: number;
  readonly height: number;
  /** Clockwise turn before display. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** As seen: turned, with square pixels. */
  readonly displayWidth: number;
  readonly displayHeight: number;
  /** The average. */
  readonly frameRate: Fraction;
  readonly isConstantFrameRate: boolean;
  /** FFmpeg's name, for example `yuv420p`. */
  readonly pixelFormat: string;
}

export interface AudioFacts {
  readonly streamIndex: number;
  readonly codec: string;
  readonly channels: number;
  /** Hertz. */
  readonly sampleRate: number;
  /** As the file says it, for example `eng`. */
  readonly language: string | null;
}

/** One size of the video. */
export interface Rendition {
  /** For people and file names, for example `720p`. */
  readonly name: string;
  /** Even. */
  readonly width: number;
  readonly height: number;
  /** Over any second or so (the decoder's buffer holds two). */
  readonly maxBitsPerSecond: number;
}

/** Made by `planEncode`; plain data that a job can carry. */
export interface EncodePlan {
  readonly input: string;
  readonly container: Container;
  /** An existing folder; files of the same names in it are replaced. */
  readonly outputFolder: string;
  readonly durationSeconds: number;
  readonly video: {
    readonly streamIndex: number;
    readonly rotation: VideoFacts['rotation'];
    /** Constant in the output whatever the source does: segments then align to the frame. */
    readonly frameRate: Fraction;
    /** Frames from one key frame to the next, the same in all renditions. */
    readonly groupFrames: number;
    /** The largest first: each is scaled from the one before it. */
    readonly renditions: readonly Rendition[];
  };
  /** Encoded once, in a file of its own; null when the source is silent. */
  readonly audio: { readonly streamIndex: number } | null;
}

export interface EncodeOptions {
  /** From 0 to 1, never falling; 1 comes last and once. */
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal | undefined;
}

interface EncodedTrack {
  /** Name in the output folder. */
  readonly file: string;
  readonly bytes: number;
  /** RFC 6381, read from the file: `avc1.64001f` or `mp4a.40.2`. */
  readonly codecs: string;
  /** The first bytes of the file: everything before the first segment. */
  readonly init: ByteRange;
  /** The segment index (`sidx`) that follows it; the first segment follows that. */
  readonly index: ByteRange;
  /** They follow each other without a gap to the end of the file. */
  readonly segments: readonly Segment[];
  readonly durationSeconds: number;
  /** The peak as RFC 8216 4.3.4.2 defines it, for BANDWIDTH. */
  readonly peakBitsPerSecond: number;
  readonly averageBitsPerSecond: number;
}

export interface EncodedVideo extends EncodedTrack {
  readonly kind: 'video';
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  readonly frames: number;
  /** Each with what a decoder needs to show it alone, and how long it stands until the next. */
  readonly keyFrames: readonly Segment[];
  /** Of the key frames alone, counted as those of the track. */
  readonly keyFrameRates: {
    readonly peakBitsPerSecond: number;
    readonly averageBitsPerSecond: number;
  };
}

export interface EncodedAudio extends EncodedTrack {
  readonly kind: 'audio';
  readonly channels: number;
  readonly sampleRate: number;
}

/** One fragmented MP4 (CMAF track) to be fetched by byte ranges. */
export type EncodedFile = EncodedVideo | EncodedAudio;

export interface PosterRequest {
  readonly input: string;
  /** Path of the JPEG. */
  readonly output: string;
  /** A time beyond the end gives the last picture that can be had. */
  readonly atSeconds: number;
  /** The picture keeps its shape within this width. */
  readonly maxWidth: number;
  readonly facts: MediaFacts;
}

export interface ClipRequest {
  /** Path of the file; its folder exists. */
  readonly output: string;
  /** `mp4` and `ts`: H.264 and AAC. `webm`: VP9 and Opus. `webm-vp8`: VP8 and Vorbis. */
  readonly format: 'mp4' | 'ts' | 'webm' | 'webm-vp8';
  readonly durationSeconds: number;
  /** Even for `mp4` and `ts`. */
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond?: number;
  readonly tracks?: 'both' | 'video' | 'audio';
  /** `irregular` drops frames, as screen recorders and phones do. */
  readonly frames?: 'regular' | 'irregular';
}
