import { type ClipRequest, clipSource, clipX264Options, soundsOf } from '@edumaster/encoder';
import { optionArguments, quiet } from './command-lines.ts';

interface ClipFormat {
  readonly video: readonly string[];
  readonly audio: readonly string[];
  readonly muxer: readonly string[];
}

const aac = ['-c:a', 'aac', '-b:a', '128k'];
const vpx = ['-b:v', '600k', '-deadline', 'realtime', '-cpu-used', '8'];
const h264 = (muxer: readonly string[]): ClipFormat => ({
  video: ['-c:v', 'libx264'],
  audio: aac,
  muxer,
});

const clipFormats: Record<ClipRequest['format'], ClipFormat> = {
  mp4: h264(['-f', 'mp4']),
  mov: h264(['-f', 'mov']),
  mkv: h264(['-f', 'matroska']),
  ts: h264(['-f', 'mpegts']),
  avi: {
    video: ['-c:v', 'mpeg4', '-b:v', '600k'],
    audio: ['-c:a', 'ac3', '-b:a', '128k'],
    muxer: ['-f', 'avi'],
  },
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
  const isH264 = video.includes('libx264');
  const x264 = isH264 ? optionArguments(clipX264Options(clip)) : [];
  const sounds = soundsOf(clip);
  return [
    ...quiet,
    '-f',
    'lavfi',
    '-i',
    clipSource(clip),
    '-map',
    '0',
    ...(clip.tracks === 'audio' ? [] : [...video, ...x264, '-fps_mode', 'passthrough']),
    ...(sounds.length > 0 ? audio : []),
    ...sounds.flatMap(({ language }, index) =>
      language === undefined ? [] : [`-metadata:s:a:${index}`, `language=${language}`],
    ),
    ...(['mp4', 'mov'].includes(clip.format) && clip.index !== 'end'
      ? ['-movflags', '+faststart']
      : []),
    ...muxer,
    `file:${clip.output}`,
  ];
}
