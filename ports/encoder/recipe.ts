import type { EncodePlan, PosterRequest, Rendition, SoundPlan, VideoFacts } from './encoder.ts';
import { segmentSeconds } from './fragmented-mp4.ts';
import { seekOf } from './seek.ts';
import { toneMapFilters } from './tone-mapping.ts';

/**
 * How FFmpeg is told to do it: filter texts and options that are the same for the command line and
 * for the library, so that both adapters make the same files.
 */

export function trackFileName(name: string): string {
  return `${name}.mp4`;
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
 * From decoded pictures to the largest rendition: whole pictures of interlaced ones, a constant rate
 * beginning at 0 (the first picture stands in when sound begins before it), of a chunk its pictures
 * alone, then the size, in square pixels and 8-bit 4:2:0 of standard range, which is all that every
 * player decodes. Lines are woven before pictures are dropped or doubled; light is mapped after the
 * size is made smaller.
 */
export function topFilter({ video, chunk, container }: EncodePlan): string[] {
  const { numerator, denominator } = video.frameRate;
  const [top] = video.renditions;
  if (!top) throw new Error('a plan without renditions');
  const start = chunk ? seekOf(video, chunk, container).restSeconds : 0;
  return [
    ...(video.isInterlaced ? ['bwdif=mode=send_frame:deint=interlaced'] : []),
    `fps=fps=${numerator}/${denominator}:start_time=${start}`,
    ...(chunk?.frames == null ? [] : [`trim=end_frame=${chunk.frames}`]),
    ...(chunk ? ['setpts=PTS-STARTPTS'] : []),
    ...sizeAndRange(video, top),
  ];
}

function sizeAndRange({ dynamicRange, colourMatrix }: EncodePlan['video'], top: Rendition) {
  if (dynamicRange === 'standard') {
    // Colours of the wide kind in standard range: their matrix is changed on the way.
    const matrix =
      colourMatrix === 'bt2020nc' ? ':in_color_matrix=bt2020:out_color_matrix=bt709' : '';
    return [scaleFilter(top) + matrix, 'setsar=1', 'format=pix_fmts=yuv420p'];
  }
  return [
    `${scaleFilter(top)}:in_color_matrix=bt2020`,
    'setsar=1',
    'format=pix_fmts=gbrp16le',
    ...toneMapFilters(dynamicRange),
    'scale=out_color_matrix=bt709:out_range=tv',
    'format=pix_fmts=yuv420p',
  ];
}

/** From one rendition to the next smaller one: an eighth less CPU than from the source each time. */
export function scaleFilter({ width, height }: Rendition): string {
  return `scale=${width}:${height}:flags=bicubic`;
}

/**
 * 48 kHz that begins at 0 and stays in time with the picture. More than two channels are mixed as
 * Rec. ITU-R BS.775 says: the middle and the rear at 0.7 to both sides, none louder than it was.
 */
export function audioFilter({ channels }: SoundPlan): string {
  const layout = channels === 1 ? 'mono' : 'stereo';
  return [
    'aresample=48000:async=1:first_pts=0',
    `aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=${layout}`,
  ].join(',');
}

export function audioBitsPerSecond({ channels }: SoundPlan): number {
  return channels === 1 ? 80_000 : 128_000;
}

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
    ...colourParameters(plan.video),
  ];
  return { preset: 'veryfast', profile: 'high', crf: '23', 'x264-params': parameters.join(':') };
}

/** Said in the stream itself: what is not said is guessed by the size, and differs over the ladder. */
function colourParameters({ dynamicRange, colourMatrix }: EncodePlan['video']): string[] {
  const isMapped = dynamicRange !== 'standard' || colourMatrix === 'bt2020nc';
  const matrix = isMapped ? 'bt709' : colourMatrix;
  if (matrix === null) return [];
  return [`colorprim=${matrix}`, `transfer=${matrix}`, `colormatrix=${matrix}`];
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
