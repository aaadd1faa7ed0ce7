import type { ClipRequest, EncodePlan, PosterRequest, Rendition, VideoFacts } from './encoder.ts';
import { segmentSeconds } from './fragmented-mp4.ts';

/**
 * How FFmpeg is told to do it: filter texts and options that are the same for the command line and
 * for the library, so that both adapters make the same files.
 */

export const audioFileName = 'audio.mp4';

export function videoFileName(rendition: Rendition): string {
  return `${rendition.name}.mp4`;
}

const turns: Record<VideoFacts['rotation'], readonly string[]> = {
  0: [],
  90: ['transpose=clock'],
  180: ['hflip', 'vflip'],
  270: ['transpose=cclock'],
};

/** Turns the picture upright; only for what does not do so by itself, as the command line does. */
export function rotationFilter(rotation: VideoFacts['rotation']): string[] {
  return [...turns[rotation]];
}

/**
 * From decoded pictures to the largest rendition: a constant rate beginning at 0 (the first picture
 * stands in when sound begins before it), then the size, in square pixels and 8-bit 4:2:0, which is
 * all that every player decodes.
 */
export function topFilter({ video }: EncodePlan): string[] {
  const { numerator, denominator } = video.frameRate;
  const [top] = video.renditions;
  if (!top) throw new Error('a plan without renditions');
  return [
    `fps=fps=${numerator}/${denominator}:start_time=0`,
    scaleFilter(top),
    'setsar=1',
    'format=pix_fmts=yuv420p',
  ];
}

/** From one rendition to the next smaller one: an eighth less CPU than from the source each time. */
export function scaleFilter({ width, height }: Rendition): string {
  return `scale=${width}:${height}:flags=bicubic`;
}

/** 48 kHz stereo that begins at 0 and stays in time with the picture. */
export const audioFilter = [
  'aresample=48000:async=1:first_pts=0',
  'aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo',
].join(',');

/**
 * Constant quality under a ceiling. Key frames at fixed numbers and nowhere else: with a constant
 * rate they fall on the same times in each rendition.
 */
export function x264Options(plan: EncodePlan, rendition: Rendition): Record<string, string> {
  const { groupFrames } = plan.video;
  const kilobits = Math.round(rendition.maxBitsPerSecond / 1000);
  const parameters = [
    `keyint=${groupFrames}`,
    `min-keyint=${groupFrames}`,
    'scenecut=0',
    'open-gop=0',
    `vbv-maxrate=${kilobits}`,
    `vbv-bufsize=${kilobits * 2}`,
  ];
  return { preset: 'veryfast', profile: 'high', crf: '23', 'x264-params': parameters.join(':') };
}

/**
 * Fragmented MP4. Video: a fragment at each key frame, signed composition offsets so that the first
 * picture is at 0 without an edit list, which players disregard. Audio: fragments as long as a
 * segment, and an edit list that hides the encoder's first 1024 samples, as every player expects.
 */
export const muxerOptions = {
  video: {
    movflags: '+empty_moov+default_base_moof+frag_keyframe+negative_cts_offsets+skip_trailer',
    video_track_timescale: '90000',
  },
  audio: {
    movflags: '+delay_moov+default_base_moof+skip_trailer',
    use_editlist: '1',
    frag_duration: String(segmentSeconds * 1_000_000),
  },
} as const;

/** Fits a poster in its width, in square pixels and the full range of JPEG. */
export function posterFilter({ facts, maxWidth }: PosterRequest): string {
  const { displayWidth, displayHeight } = facts.video ?? { displayWidth: 16, displayHeight: 9 };
  const width = Math.min(maxWidth, displayWidth);
  const height = Math.max(1, Math.round((width / displayWidth) * displayHeight));
  return `scale=${width}:${height}:flags=bicubic:out_range=pc,setsar=1,format=pix_fmts=yuvj420p`;
}

/** A slow play of colours with a bar that runs from left to right, and a soft chord. */
export function clipSource(clip: ClipRequest): string {
  const { durationSeconds: seconds, width, height } = clip;
  const rate = clip.framesPerSecond ?? 30;
  const bar = Math.max(2, Math.round(height / 40));
  const picture = [
    `gradients=s=${width}x${height}:r=${rate}:d=${seconds}:${colours(clip)}:speed=0.02[background]`,
    `color=c=white:s=${width}x${bar}:r=${rate}:d=${seconds}[bar]`,
    `[background][bar]overlay=x=-W+W*t/${seconds}:y=H-h:shortest=1${thinned(clip)}[out0]`,
  ];
  const tone = (hertz: number): string => `0.06*sin(2*PI*${hertz}*t)`;
  const left = [220, 277.18, 329.63].map(tone).join('+');
  const right = [220, 277.18, 440].map(tone).join('+');
  const label = clip.tracks === 'audio' ? 'out0' : 'out1';
  const sound = [`aevalsrc=${left}|${right}:d=${seconds}:s=48000[${label}]`];
  const tracks = clip.tracks ?? 'both';
  return [...(tracks === 'audio' ? [] : picture), ...(tracks === 'video' ? [] : sound)].join(';');
}

/** Four colours from corner to corner; what is not given would be dice, and no two clips alike. */
function colours({ width, height }: ClipRequest): string {
  const tones = ['0x1e3a8a', '0x7c3aed', '0x0891b2', '0xf59e0b'];
  const named = tones.map((tone, index) => `c${index}=${tone}`).join(':');
  return `nb_colors=${tones.length}:${named}:x0=0:y0=0:x1=${width}:y1=${height}`;
}

/** One second of all pictures, one second of every fifth, and so on. */
function thinned({ frames, framesPerSecond = 30 }: ClipRequest): string {
  if (frames !== 'irregular') return '';
  return `,select=lt(mod(n\\,${framesPerSecond * 2})\\,${framesPerSecond})+not(mod(n\\,5))`;
}
