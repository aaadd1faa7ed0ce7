import { join } from 'node:path';
import {
  audioFileName,
  audioFilter,
  type ClipRequest,
  clipSource,
  type EncodePlan,
  maxPixels,
  muxerOptions,
  posterFilter,
  type PosterRequest,
  rotationFilter,
  scaleFilter,
  topFilter,
  videoFileName,
  x264Options,
} from '@edumaster/encoder';
import type { ClipJob, ClipTrack, EncodeJob, PosterJob } from './child/jobs.ts';

/** Turns requests of the port into jobs: what to do in the words of FFmpeg. */

export function encodeJob(plan: EncodePlan): EncodeJob {
  const { streamIndex, rotation, renditions } = plan.video;
  const top = [...rotationFilter(rotation), ...topFilter(plan)].join(',');
  return {
    kind: 'encode',
    input: { path: plan.input, container: plan.container, maxPixels },
    video: {
      streamIndex,
      outputs: renditions.map((rendition, index) => ({
        path: join(plan.outputFolder, videoFileName(rendition)),
        muxer: 'mp4',
        muxerOptions: muxerOptions.video,
        filter: index === 0 ? top : scaleFilter(rendition),
        codecOptions: x264Options(plan, rendition),
      })),
    },
    audio: plan.audio && {
      streamIndex: plan.audio.streamIndex,
      output: {
        path: join(plan.outputFolder, audioFileName),
        muxer: 'mp4',
        muxerOptions: muxerOptions.audio,
        filter: audioFilter,
        bitsPerSecond: 128_000,
      },
    },
  };
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

const h264: ClipTrack = {
  codec: 'libx264',
  filter: 'format=pix_fmts=yuv420p',
  bitsPerSecond: null,
  codecOptions: { preset: 'veryfast' },
};
const vpx = {
  filter: 'format=pix_fmts=yuv420p',
  bitsPerSecond: 600_000,
  codecOptions: { deadline: 'realtime', 'cpu-used': '8' },
};
const sound = (codec: string, sampleFormat: string): ClipTrack => ({
  codec,
  filter: `aformat=sample_fmts=${sampleFormat}:sample_rates=48000:channel_layouts=stereo`,
  bitsPerSecond: 96_000,
  codecOptions: {},
});

const clipFormats: Record<
  ClipRequest['format'],
  { muxer: string; muxerOptions: Record<string, string>; video: ClipTrack; audio: ClipTrack }
> = {
  mp4: {
    muxer: 'mp4',
    muxerOptions: { movflags: '+faststart' },
    video: h264,
    audio: sound('aac', 'fltp'),
  },
  ts: { muxer: 'mpegts', muxerOptions: {}, video: h264, audio: sound('aac', 'fltp') },
  webm: {
    muxer: 'webm',
    muxerOptions: {},
    video: { codec: 'libvpx-vp9', ...vpx },
    audio: sound('libopus', 's16'),
  },
  'webm-vp8': {
    muxer: 'webm',
    muxerOptions: {},
    video: { codec: 'libvpx', ...vpx },
    audio: sound('libvorbis', 'fltp'),
  },
};

export function clipJob(clip: ClipRequest): ClipJob {
  const { muxer, muxerOptions: options, video, audio } = clipFormats[clip.format];
  const tracks = clip.tracks ?? 'both';
  return {
    kind: 'clip',
    source: clipSource(clip),
    video: tracks === 'audio' ? null : video,
    audio: tracks === 'video' ? null : audio,
    output: { path: clip.output, muxer, muxerOptions: options },
  };
}
