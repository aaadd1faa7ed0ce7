import type { ClipRequest, ClipSound } from './encoder.ts';

/**
 * A slow play of colours with a bar that runs from left to right, and soft chords, each sound track
 * a little higher than the one before it.
 */
export function clipSource(clip: ClipRequest): string {
  const tracks = clip.tracks ?? 'both';
  const pictures = tracks === 'audio' ? [] : [pictureSource(clip)];
  const sounds = soundsOf(clip).map((sound, index) => soundSource(clip, sound, index));
  return [...pictures, ...sounds].map((source, index) => `${source}[out${index}]`).join(';');
}

/** The sound tracks of a clip, none when it shall be silent. */
export function soundsOf(clip: ClipRequest): readonly ClipSound[] {
  if (clip.tracks === 'video') return [];
  return clip.sounds ?? [{ channels: 2 }];
}

function pictureSource(clip: ClipRequest): string {
  const { durationSeconds: seconds, width, height, picture } = clip;
  // Two pictures are woven into one.
  const rate = picture?.isInterlaced ? doubled(rateOf(clip)) : rateOf(clip);
  const bar = Math.max(2, Math.round(height / 40));
  const filters = [
    `overlay=x=-W+W*t/${seconds}:y=H-h:shortest=1`,
    ...thinned(clip),
    ...(picture?.isInterlaced ? ['interlace=scan=tff'] : []),
    ...colourFilters(clip),
    ...aspectFilters(clip),
  ];
  return [
    `gradients=s=${width}x${height}:r=${rate}:d=${seconds}:${colours(clip)}:speed=0.02[background]`,
    `color=c=white:s=${width}x${bar}:r=${rate}:d=${seconds}[bar]`,
    `[background][bar]${filters.join(',')}`,
  ].join(';');
}

function rateOf({ framesPerSecond = 30 }: ClipRequest): string {
  if (typeof framesPerSecond === 'number') return `${framesPerSecond}/1`;
  return `${framesPerSecond.numerator}/${framesPerSecond.denominator}`;
}

function doubled(rate: string): string {
  const [numerator, denominator] = rate.split('/').map(Number);
  return `${(numerator ?? 30) * 2}/${denominator ?? 1}`;
}

/** Tagged, not graded: a clip of high range looks odd, and is told apart all the same. */
function colourFilters({ picture }: ClipRequest): string[] {
  const range = picture?.dynamicRange ?? 'standard';
  const isDeep = picture?.bits === 10 || range !== 'standard';
  const format = `format=pix_fmts=${isDeep ? 'yuv420p10le' : 'yuv420p'}`;
  if (range === 'standard') return [format];
  const curve = range === 'pq' ? 'smpte2084' : 'arib-std-b67';
  return [
    'scale=out_color_matrix=bt2020',
    format,
    `setparams=color_primaries=bt2020:color_trc=${curve}:colorspace=bt2020nc`,
  ];
}

function aspectFilters({ picture }: ClipRequest): string[] {
  if (!picture?.pixelAspect) return [];
  const { numerator, denominator } = picture.pixelAspect;
  return [`setsar=${numerator}/${denominator}`];
}

function soundSource({ durationSeconds }: ClipRequest, sound: ClipSound, index: number): string {
  const tone = (hertz: number): string => `0.06*sin(2*PI*${hertz * (1 + index / 8)}*t)`;
  const left = [220, 277.18, 329.63].map(tone).join('+');
  const right = [220, 277.18, 440].map(tone).join('+');
  const channels = { 1: left, 2: `${left}|${right}`, 6: `0|0|${left}|0|0|0` }[sound.channels];
  const layout = { 1: 'mono', 2: 'stereo', 6: '5.1' }[sound.channels];
  return `aevalsrc=${channels}:c=${layout}:d=${durationSeconds}:s=48000`;
}

/** Four colours from corner to corner; what is not given would be dice, and no two clips alike. */
function colours({ width, height }: ClipRequest): string {
  const tones = ['0x1e3a8a', '0x7c3aed', '0x0891b2', '0xf59e0b'];
  const named = tones.map((tone, index) => `c${index}=${tone}`).join(':');
  return `nb_colors=${tones.length}:${named}:x0=0:y0=0:x1=${width}:y1=${height}`;
}

/** One second of all pictures, one second of every fifth, and so on. */
function thinned({ frames, framesPerSecond = 30 }: ClipRequest): string[] {
  if (frames !== 'irregular') return [];
  const rate = typeof framesPerSecond === 'number' ? framesPerSecond : 30;
  return [`select=lt(mod(n\\,${rate * 2})\\,${rate})+not(mod(n\\,5))`];
}

/** What x264 is told to make of a clip. */
export function clipX264Options({ picture }: ClipRequest): Record<string, string> {
  const { groupFrames, bitsPerSecond, isInterlaced, hasOpenGroups } = picture ?? {};
  const range = picture?.dynamicRange ?? 'standard';
  const parameters = [
    ...(groupFrames ? [`keyint=${groupFrames}`, `min-keyint=${groupFrames}`, 'scenecut=0'] : []),
    ...(isInterlaced ? ['tff=1'] : []),
    ...(hasOpenGroups ? ['open-gop=1', 'bframes=3', 'b-adapt=0'] : []),
    ...(range === 'standard'
      ? []
      : [
          'colorprim=bt2020',
          `transfer=${range === 'pq' ? 'smpte2084' : 'arib-std-b67'}`,
          'colormatrix=bt2020nc',
        ]),
    ...(bitsPerSecond ? [`bitrate=${Math.round(bitsPerSecond / 1000)}`, 'nal-hrd=none'] : []),
  ];
  return {
    preset: 'veryfast',
    ...(parameters.length > 0 ? { 'x264-params': parameters.join(':') } : {}),
  };
}
