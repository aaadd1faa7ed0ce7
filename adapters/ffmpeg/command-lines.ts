import { join } from 'node:path';
import {
  audioBitsPerSecond,
  audioFilter,
  type Container,
  type CopyPlan,
  type EncodePlan,
  maxPixels,
  muxerOptions,
  posterFilter,
  type PosterRequest,
  type Rendition,
  scaleFilter,
  seekOf,
  sheetFileName,
  sheetsOf,
  type SoundPlan,
  storyboardFilter,
  type StoryboardPlan,
  topFilter,
  trackFileName,
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
    'stream=index,codec_type,codec_name,profile,level,width,height,sample_aspect_ratio',
    'stream=avg_frame_rate,r_frame_rate,pix_fmt,field_order,color_transfer,color_space',
    'stream=channels,sample_rate,start_time,duration',
    'stream_tags=language,title,rotate',
    'stream_disposition=attached_pic,default',
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

export const quiet = ['-nostdin', '-hide_banner', '-v', 'error', '-y'];

const progress = ['-nostats', '-progress', 'pipe:1', '-stats_period', '0.2'];

export function encodeArguments(plan: EncodePlan): string[] {
  const { renditions } = plan.video;
  return [
    ...quiet,
    ...progress,
    // A source that changes its size midway goes on through the same filters, which adapt: begun
    // anew they would fill the time from 0 again.
    '-reinit_filter:v',
    '0',
    ...(plan.chunk ? seekArguments(plan) : []),
    ...inputArguments(plan.container, plan.input),
    '-filter_complex',
    filterGraph(plan),
    ...renditions.flatMap((rendition, index) => videoOutput(plan, rendition, index)),
    ...plan.audio.flatMap((sound) => audioOutput(plan, sound)),
  ];
}

/**
 * From the key frame before on. ffmpeg would drop the pictures up to the wanted time itself, and
 * with them the one that still stands at that time.
 */
function seekArguments({ video, chunk, container }: EncodePlan): string[] {
  if (!chunk) return [];
  return ['-noaccurate_seek', '-ss', String(seekOf(video, chunk, container).seconds)];
}

/** Pictures and sound as they are, apart from each other. */
export function copyArguments(plan: CopyPlan): string[] {
  const { video, audio, outputFolder } = plan;
  return [
    ...quiet,
    ...progress,
    ...inputArguments(plan.container, plan.input),
    '-map',
    `0:${video.streamIndex}`,
    '-c',
    'copy',
    ...optionArguments(muxerOptions.video),
    ...bareMp4(join(outputFolder, trackFileName(video.name))),
    ...(audio
      ? [
          '-map',
          `0:${audio.streamIndex}`,
          '-c',
          'copy',
          ...optionArguments(muxerOptions.audio),
          ...bareMp4(join(outputFolder, trackFileName(audio.name))),
        ]
      : []),
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
  const sounds = plan.audio.map(
    (sound) => `[0:${sound.streamIndex}]${audioFilter(sound)}[${sound.name}]`,
  );
  return [...chains, ...sounds].join(';');
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
    ...bareMp4(join(plan.outputFolder, trackFileName(rendition.name))),
  ];
}

function audioOutput(plan: EncodePlan, sound: SoundPlan): string[] {
  return [
    '-map',
    `[${sound.name}]`,
    '-c:a',
    'aac',
    '-b:a',
    String(audioBitsPerSecond(sound)),
    ...optionArguments(muxerOptions.audio),
    ...bareMp4(join(plan.outputFolder, trackFileName(sound.name))),
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

export function storyboardArguments({ input, outputFolder, storyboard }: StoryboardPlan): string[] {
  return [
    ...quiet,
    '-skip_frame',
    'nokey',
    ...inputArguments('mov', input),
    '-map',
    '0:v:0',
    '-vf',
    storyboardFilter(storyboard),
    '-fps_mode',
    'passthrough',
    '-frames:v',
    String(sheetsOf(storyboard)),
    '-c:v',
    'mjpeg',
    '-q:v',
    '5',
    '-map_metadata',
    '-1',
    '-f',
    'image2',
    `file:${join(outputFolder, sheetFileName('%d'))}`,
  ];
}

export function optionArguments(options: Readonly<Record<string, string>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => [`-${name}`, value]);
}
