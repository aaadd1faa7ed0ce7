import { join } from 'node:path';
import {
  audioBitsPerSecond,
  audioFilter,
  type CopyPlan,
  type EncodePlan,
  maxPixels,
  muxerOptions,
  posterFilter,
  type PosterRequest,
  rotationFilter,
  scaleFilter,
  secondsOfWork,
  seekOf,
  sheetFileName,
  sheetsOf,
  storyboardFilter,
  type StoryboardPlan,
  topFilter,
  trackFileName,
  x264Options,
} from '@edumaster/encoder';
import type { CopyJob, EncodeJob, Output, PosterJob, StoryboardJob } from './child/jobs.ts';

/** Turns requests of the port into jobs: what to do in the words of FFmpeg. */

export function encodeJob(plan: EncodePlan): EncodeJob {
  const { streamIndex, rotation, renditions } = plan.video;
  return {
    kind: 'encode',
    input: { path: plan.input, container: plan.container, maxPixels },
    span: spanOf(plan),
    video: {
      streamIndex,
      outputs: renditions.map((rendition, index) => ({
        ...mp4(plan, rendition.name, muxerOptions.video),
        filter:
          index === 0
            ? [...rotationFilter(rotation), ...topFilter(plan)].join(',')
            : scaleFilter(rendition),
        codecOptions: x264Options(plan, rendition),
      })),
    },
    sounds: plan.audio.map((sound) => ({
      streamIndex: sound.streamIndex,
      output: {
        ...mp4(plan, sound.name, muxerOptions.audio),
        filter: audioFilter(sound),
        bitsPerSecond: audioBitsPerSecond(sound),
      },
    })),
  };
}

function spanOf(plan: EncodePlan): EncodeJob['span'] {
  if (!plan.chunk) return null;
  const { seconds, restSeconds } = seekOf(plan.video, plan.chunk, plan.container);
  const isLast = plan.chunk.frames === null;
  const endSeconds = isLast ? null : seconds + restSeconds + secondsOfWork(plan);
  return { seekSeconds: seconds, endSeconds };
}

export function copyJob(plan: CopyPlan): CopyJob {
  const { video, audio } = plan;
  const output = (name: string, options: Output['muxerOptions']) => mp4(plan, name, options);
  return {
    kind: 'copy',
    input: { path: plan.input, container: plan.container, maxPixels },
    tracks: [
      { streamIndex: video.streamIndex, output: output(video.name, muxerOptions.video) },
      ...(audio
        ? [{ streamIndex: audio.streamIndex, output: output(audio.name, muxerOptions.audio) }]
        : []),
    ],
  };
}

function mp4(
  { outputFolder }: Pick<EncodePlan, 'outputFolder'>,
  name: string,
  options: Output['muxerOptions'],
): Output {
  return { path: join(outputFolder, trackFileName(name)), muxer: 'mp4', muxerOptions: options };
}

export function posterJob(request: PosterRequest): PosterJob {
  const { facts, input, output, atSeconds } = request;
  const rotation = rotationFilter(facts.video?.rotation ?? 0);
  return {
    kind: 'poster',
    input: { path: input, container: facts.container, maxPixels },
    streamIndex: facts.video?.streamIndex ?? 0,
    filter: [...rotation, posterFilter(request)].join(','),
    atSeconds,
    output,
  };
}

export function storyboardJob({ input, outputFolder, storyboard }: StoryboardPlan): StoryboardJob {
  const sheets = Array.from({ length: sheetsOf(storyboard) }, (_, index) => index + 1);
  return {
    kind: 'storyboard',
    input: { path: input, container: 'mov', maxPixels },
    filter: storyboardFilter(storyboard),
    outputs: sheets.map((number) => join(outputFolder, sheetFileName(number))),
  };
}
