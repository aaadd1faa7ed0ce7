import { printTime } from './caption-times.ts';
import { vttTextOf } from './caption-markup.ts';
import type { Cue } from './cue.ts';

export const captionFormats = ['vtt', 'srt'] as const;
export type CaptionFormat = (typeof captionFormats)[number];

export const captionTypes: Readonly<Record<CaptionFormat, string>> = {
  vtt: 'text/vtt; charset=utf-8',
  srt: 'application/x-subrip; charset=utf-8',
};

export function printCaptions(cues: readonly Cue[], format: CaptionFormat): string {
  return format === 'vtt' ? printVtt(cues) : printSrt(cues);
}

/**
 * WebVTT, as players and HLS want it: the map says that the times are those of the video, whose
 * first frame is at 0 (RFC 8216, 3.5); browsers skip that line.
 */
function printVtt(cues: readonly Cue[]): string {
  const head = 'WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n';
  return head + cues.map((cue) => `\n${spanLine(cue, '.')}\n${vttTextOf(cue.text)}\n`).join('');
}

function printSrt(cues: readonly Cue[]): string {
  return cues
    .map((cue, index) => `${index + 1}\n${spanLine(cue, ',')}\n${srtTextOf(cue.text)}\n`)
    .join('\n');
}

function spanLine({ startMs, endMs }: Cue, separator: '.' | ','): string {
  return `${printTime(startMs, separator)} --> ${printTime(endMs, separator)}`;
}

/** SRT has no way to write an arrow that is none of its own. */
function srtTextOf(text: string): string {
  return text.replaceAll('-->', '→');
}
