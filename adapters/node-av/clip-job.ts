import {
  type ClipRequest,
  clipSource,
  clipX264Options,
  type ClipSound,
  soundsOf,
} from '@edumaster/encoder';
import type { ClipJob, ClipTrack } from './child/jobs.ts';

interface ClipFormat {
  readonly muxer: string;
  readonly muxerOptions: Record<string, string>;
  readonly video: ClipTrack;
  readonly audio: { readonly codec: string; readonly sampleFormat: string };
}

// The source gives the pictures as they shall be.
const h264: ClipTrack = { codec: 'libx264', filter: 'null', bitsPerSecond: null, codecOptions: {} };
const vpx = {
  filter: 'format=pix_fmts=yuv420p',
  bitsPerSecond: 600_000,
  codecOptions: { deadline: 'realtime', 'cpu-used': '8' },
};
const aac = { codec: 'aac', sampleFormat: 'fltp' };

const clipFormats: Record<ClipRequest['format'], ClipFormat> = {
  mp4: { muxer: 'mp4', muxerOptions: {}, video: h264, audio: aac },
  mov: { muxer: 'mov', muxerOptions: {}, video: h264, audio: aac },
  mkv: { muxer: 'matroska', muxerOptions: {}, video: h264, audio: aac },
  ts: { muxer: 'mpegts', muxerOptions: {}, video: h264, audio: aac },
  avi: {
    muxer: 'avi',
    muxerOptions: {},
    video: { ...vpx, codec: 'mpeg4', codecOptions: {} },
    audio: { codec: 'ac3', sampleFormat: 'fltp' },
  },
  webm: {
    muxer: 'webm',
    muxerOptions: {},
    video: { codec: 'libvpx-vp9', ...vpx },
    audio: { codec: 'libopus', sampleFormat: 's16' },
  },
  'webm-vp8': {
    muxer: 'webm',
    muxerOptions: {},
    video: { codec: 'libvpx', ...vpx },
    audio: { codec: 'libvorbis', sampleFormat: 'fltp' },
  },
};

export function clipJob(clip: ClipRequest): ClipJob {
  const { muxer, muxerOptions: options, video, audio } = clipFormats[clip.format];
  const isH264 = video.codec === 'libx264';
  const pictures = isH264 ? { ...video, codecOptions: clipX264Options(clip) } : video;
  const isFast = ['mp4', 'mov'].includes(clip.format) && clip.index !== 'end';
  const muxerOptions = isFast ? { ...options, movflags: '+faststart' } : options;
  return {
    kind: 'clip',
    source: clipSource(clip),
    video: clip.tracks === 'audio' ? null : pictures,
    sounds: soundsOf(clip).map((sound) => soundTrack(sound, audio)),
    output: { path: clip.output, muxer, muxerOptions },
  };
}

function soundTrack(
  { channels, language }: ClipSound,
  { codec, sampleFormat }: ClipFormat['audio'],
): ClipTrack {
  const layout = { 1: 'mono', 2: 'stereo', 6: '5.1' }[channels];
  return {
    codec,
    filter: `aformat=sample_fmts=${sampleFormat}:sample_rates=48000:channel_layouts=${layout}`,
    bitsPerSecond: 48_000 * Math.max(2, channels),
    codecOptions: {},
    ...(language === undefined ? {} : { language }),
  };
}
