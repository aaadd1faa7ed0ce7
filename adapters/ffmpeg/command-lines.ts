import { join } from 'node:path';
import {
  audioFileName,
  audioFilter,
  type ClipRequest,
  clipSource,
  type Container,
  type EncodePlan,
  maxPixels,
  muxerOptions,
  posterFilter,
  type PosterRequest,
  type Rendition,
  scaleFilter,
  topFilter,
  videoFileName,
  x264Options,
} from '@edumaster/encoder';

/** Nothing but this file, as nothing but this container, in no size that eats the memory. */
function inputArguments(container: Container, input: string): string[] {
  const allowed = ['-protocol_whitelist', 'file', '-format_whitelist', container];
  return [...allowed, '-max_pixels', String(maxPixels), '-f', container, '-i', `file:${input}`];
}

export function probeArguments(container: Container, input: string): string[] {
  const entries = [
    'format=duration',
    'stream=index,codec_type,codec_name,width,height,sample_aspect_ratio,avg_frame_rate',
    'stream=r_frame_rate,pix_fmt,channels,sample_rate,duration',
    'stream_tags=language,rotate',
    'stream_disposition=attached_pic',
    'stream_side_data=rotation',
  ];
  const output = ['-v', 'error', '-of', 'json', '-show_entries', entries.join(':')];
  return [...output, ...inputArguments(container, input)];
}

/** Time and duration of every packet, a line each. */
export function lastTimesArguments(container: Container, input: string): string[] {
  const output = [
    '-v',
    'error',
    '-of',
    'csv=p=0',
    '-show_entries',
    'packet=pts_time,duration_time',
  ];
  return [...output, ...inputArguments(container, input)];
}

const quiet = ['-nostdin', '-hide_banner', '-v', 'error', '-y'];

export function encodeArguments(plan: EncodePlan): string[] {
  const { renditions } = plan.video;
  return [
    ...quiet,
    '-nostats',
    '-progress',
    'pipe:1',
    '-stats_period',
    '0.2',
    // A source that changes its size midway goes on through the same filters, which adapt: begun
    // anew they would fill the time from 0 again.
    '-reinit_filter:v',
    '0',
    ...inputArguments(plan.container, plan.input),
    '-filter_complex',
    filterGraph(plan),
    ...renditions.flatMap((rendition, index) => videoOutput(plan, rendition, index)),
    ...(plan.audio ? audioOutput(plan) : []),
  ];
}

/**
 * A cascade: `split` hands each rendition to its encoder and to the scaler of the next one.
 * ffmpeg has turned the pictures upright before they come in.
 */
function filterGraph(plan: EncodePlan): string {
  const { streamIndex, renditions } = plan.video;
  const chains = renditions.map((rendition, index) => {
    const source = index === 0 ? `[0:${streamIndex}]` : `[next${index}]`;
    const filters = index === 0 ? topFilter(plan) : [scaleFilter(rendition)];
    const isLast = index === renditions.length - 1;
    const outputs = isLast ? `[video${index}]` : `,split[video${index}][next${index + 1}]`;
    return `${source}${filters.join(',')}${outputs}`;
  });
  const sound = plan.audio ? [`[0:${plan.audio.streamIndex}]${audioFilter}[audio]`] : [];
  return [...chains, ...sound].join(';');
}

function videoOutput(plan: EncodePlan, rendition: Rendition, index: number): string[] {
  return [
    '-map',
    `[video${index}]`,
    '-c:v',
    'libx264',
    ...optionArguments(x264Options(plan, rendition)),
    // The filter has made the rate constant: nothing may be added or dropped after it.
    '-fps_mode',
    'passthrough',
    ...optionArguments(muxerOptions.video),
    ...bareMp4(join(plan.outputFolder, videoFileName(rendition))),
  ];
}

function audioOutput(plan: EncodePlan): string[] {
  return [
    '-map',
    '[audio]',
    '-c:a',
    'aac',
    '-b:a',
    '128k',
    ...optionArguments(muxerOptions.audio),
    ...bareMp4(join(plan.outputFolder, audioFileName)),
  ];
}

/** No title, place or camera of the source finds its way into what is published. */
function bareMp4(output: string): string[] {
  return ['-map_metadata', '-1', '-map_chapters', '-1', '-f', 'mp4', `file:${output}`];
}

export function posterArguments(request: PosterRequest, atSeconds: number): string[] {
  const { facts, input, output } = request;
  return [
    ...quiet,
    '-ss',
    String(atSeconds),
    ...inputArguments(facts.container, input),
    '-map',
    `0:${facts.video?.streamIndex ?? 'v:0'}`,
    '-frames:v',
    '1',
    '-vf',
    posterFilter(request),
    '-c:v',
    'mjpeg',
    '-q:v',
    '4',
    '-map_metadata',
    '-1',
    '-f',
    'image2',
    '-update',
    '1',
    `file:${output}`,
  ];
}

const h264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];
const aac = ['-c:a', 'aac', '-b:a', '128k'];
const vpx = ['-b:v', '600k', '-deadline', 'realtime', '-cpu-used', '8', '-pix_fmt', 'yuv420p'];

const clipFormats: Record<
  ClipRequest['format'],
  { readonly video: string[]; readonly audio: string[]; readonly muxer: string[] }
> = {
  mp4: { video: h264, audio: aac, muxer: ['-movflags', '+faststart', '-f', 'mp4'] },
  ts: { video: h264, audio: aac, muxer: ['-f', 'mpegts'] },
  webm: {
    video: ['-c:v', 'libvpx-vp9', ...vpx],
    audio: ['-c:a', 'libopus', '-b:a', '96k'],
    muxer: ['-f', 'webm'],
  },
  'webm-vp8': {
    video: ['-c:v', 'libvpx', ...vpx],
    audio: ['-c:a', 'libvorbis', '-b:a', '96k'],
    muxer: ['-f', 'webm'],
  },
};

export function clipArguments(clip: ClipRequest): string[] {
  const { video, audio, muxer } = clipFormats[clip.format];
  const tracks = clip.tracks ?? 'both';
  return [
    ...quiet,
    '-f',
    'lavfi',
    '-i',
    clipSource(clip),
    ...(tracks === 'audio' ? [] : [...video, '-fps_mode', 'passthrough']),
    ...(tracks === 'video' ? [] : audio),
    ...muxer,
    `file:${clip.output}`,
  ];
}

function optionArguments(options: Readonly<Record<string, string>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => [`-${name}`, value]);
}
