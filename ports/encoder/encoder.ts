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
  /**
   * One process, one decode. Writes `plan.video.renditions` and the sounds into `plan.outputFolder`.
   * A chunk that lies behind the last picture gives no files of pictures.
   */
  abstract encode(plan: EncodePlan, options?: EncodeOptions): Promise<readonly EncodedFile[]>;
  /**
   * Puts the source's own pictures and sound into files like those of `encode`, without decoding;
   * segments follow its key frames. `judgeCopy` says whether they are fit to be offered.
   */
  abstract copy(plan: CopyPlan, options?: EncodeOptions): Promise<readonly EncodedFile[]>;
  /** Writes one picture of the video as JPEG. */
  abstract poster(request: PosterRequest, signal?: AbortSignal): Promise<void>;
  /**
   * Writes the sheets of small pictures that a viewer sees while winding, from key frames alone. Each
   * tile shows what is seen at its time, or the picture before it where key frames are further apart.
   */
  abstract storyboard(plan: StoryboardPlan, signal?: AbortSignal): Promise<void>;
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
  /** FFmpeg's name, for example `High`; null when the file does not say. */
  readonly profile: string | null;
  /** As the codec counts it: 41 is level 4.1 of H.264. */
  readonly level: number | null;
  /** As stored. */
  readonly width: number;
  readonly height: number;
  /** Clockwise turn before display. */
  readonly rotation: 0 | 90 | 180 | 270;
  readonly hasSquarePixels: boolean;
  /** As seen: turned, with square pixels. */
  readonly displayWidth: number;
  readonly displayHeight: number;
  /** The average. */
  readonly frameRate: Fraction;
  readonly isConstantFrameRate: boolean;
  readonly isInterlaced: boolean;
  /** FFmpeg's name, for example `yuv420p`. */
  readonly pixelFormat: string;
  readonly dynamicRange: DynamicRange;
  /** How colours were made of red, green and blue; null when the file does not say, or strangely. */
  readonly colourMatrix: ColourMatrix | null;
  readonly timing: TrackTiming;
}

/** `pq` and `hlg` are the two curves of high dynamic range (Rec. ITU-R BT.2100). */
export type DynamicRange = 'standard' | 'pq' | 'hlg';

/** FFmpeg's names. */
export type ColourMatrix = 'bt709' | 'smpte170m' | 'bt470bg' | 'bt2020nc';

export interface TrackTiming {
  /** After the first of all tracks. */
  readonly startSeconds: number;
  /** Null when the file does not say. */
  readonly durationSeconds: number | null;
}

export interface AudioFacts {
  readonly streamIndex: number;
  readonly codec: string;
  /** FFmpeg's name, for example `LC`. */
  readonly profile: string | null;
  readonly channels: number;
  /** Hertz. */
  readonly sampleRate: number;
  /** As the file says it, for example `eng`. */
  readonly language: string | null;
  /** As its maker called it, for example `Commentary`. */
  readonly title: string | null;
  /** The one to play when nobody chooses. */
  readonly isDefault: boolean;
  readonly timing: TrackTiming;
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
    readonly isInterlaced: boolean;
    readonly dynamicRange: DynamicRange;
    readonly colourMatrix: ColourMatrix | null;
    /** Constant in the output whatever the source does: segments then align to the frame. */
    readonly frameRate: Fraction;
    /** Frames from one key frame to the next, the same in all renditions. */
    readonly groupFrames: number;
    /** The largest first: each is scaled from the one before it. May be empty: only the sound then. */
    readonly renditions: readonly Rendition[];
  };
  /** Each encoded once, in a file of its own. The one to play when nobody chooses comes first. */
  readonly audio: readonly SoundPlan[];
  /** Only this part of the pictures; null is all of them. Sound is not encoded in chunks. */
  readonly chunk: Chunk | null;
}

/** A run of pictures of the output. Its files begin at 0; `joinChunks` puts them in their place. */
export interface Chunk {
  readonly firstFrame: number;
  /** Null is up to the end. */
  readonly frames: number | null;
}

export interface SoundPlan {
  readonly streamIndex: number;
  /** `audio`, then `audio-2` and so on: for file names. */
  readonly name: string;
  /** More than two are mixed down. */
  readonly channels: 1 | 2;
  readonly language: string | null;
  readonly title: string | null;
}

/** Made by `planCopy`; plain data that a job can carry. */
export interface CopyPlan {
  readonly input: string;
  readonly container: Container;
  readonly outputFolder: string;
  readonly durationSeconds: number;
  /** Bytes of the source. */
  readonly sourceBytes: number;
  readonly video: {
    readonly streamIndex: number;
    readonly name: string;
    /** At the peak; a copy beyond it is not offered. */
    readonly maxBitsPerSecond: number;
  };
  /** Null when the sound has to be encoded, or there is none. */
  readonly audio: SoundPlan | null;
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
  /** `copied`: the source's own pictures, whose segments follow its key frames. */
  readonly origin: 'encoded' | 'copied';
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
  /** No picture refers to one on the other side of a key frame. */
  readonly hasClosedGroups: boolean;
}

export interface EncodedAudio extends EncodedTrack {
  readonly kind: 'audio';
  readonly origin: 'encoded' | 'copied';
  /** `audio` is the one to play when nobody chooses. */
  readonly name: string;
  readonly channels: number;
  readonly sampleRate: number;
  readonly language: string | null;
  readonly title: string | null;
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

/** Made by `planStoryboard`; plain data that a job can carry. */
export interface StoryboardPlan {
  /** A rendition that `encode` or `copy` made. */
  readonly input: string;
  /** An existing folder; sheets are `storyboard-1.jpg` and so on. */
  readonly outputFolder: string;
  readonly storyboard: Storyboard;
}

export interface Storyboard {
  /** From one tile to the next. */
  readonly intervalSeconds: number;
  readonly tiles: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** Of a sheet; they are filled row by row, the last one perhaps not to its end. */
  readonly columns: number;
  readonly rows: number;
}

export interface ClipRequest {
  /** Path of the file; its folder exists. */
  readonly output: string;
  /**
   * `mp4`, `mov`, `mkv` and `ts`: H.264 and AAC. `avi`: MPEG-4 and AC-3. `webm`: VP9 and Opus.
   * `webm-vp8`: VP8 and Vorbis.
   */
  readonly format: 'mp4' | 'mov' | 'mkv' | 'ts' | 'avi' | 'webm' | 'webm-vp8';
  readonly durationSeconds: number;
  /** Even for all but WebM. */
  readonly width: number;
  readonly height: number;
  /** 30 if not given. */
  readonly framesPerSecond?: number | Fraction;
  readonly tracks?: 'both' | 'video' | 'audio';
  /** `irregular` drops frames, as screen recorders and phones do. */
  readonly frames?: 'regular' | 'irregular';
  /** One stereo track if not given. */
  readonly sounds?: readonly ClipSound[];
  /** Where an MP4 or MOV tells what is in it; players need it first, cameras write it last. */
  readonly index?: 'start' | 'end';
  /** Of H.264 only. */
  readonly picture?: {
    /** 8 if not given; `pq` and `hlg` are always 10. */
    readonly bits?: 8 | 10;
    readonly dynamicRange?: DynamicRange;
    /** The upper field first. */
    readonly isInterlaced?: boolean;
    readonly pixelAspect?: Fraction;
    /** From one key frame to the next; what x264 likes if not given. */
    readonly groupFrames?: number;
    /** A key frame that pictures before it refer to, as broadcasters use. */
    readonly hasOpenGroups?: boolean;
    readonly bitsPerSecond?: number;
  };
}

export interface ClipSound {
  /** Of six, only the one in the middle sounds. */
  readonly channels: 1 | 2 | 6;
  readonly language?: string;
}
