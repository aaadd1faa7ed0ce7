import type { Storyboard } from '@edumaster/encoder';

export const storyboardFile = 'storyboard.vtt';

/** @param number from 1 on, or what stands for it in a template */
export function sheetFile(number: number | string): string {
  return `storyboard-${number}.jpg`;
}

/**
 * The track of WebVTT that tells players which tile stands for which time; addresses are relative, so
 * that they keep the signature of the track's own.
 */
export function storyboardTrack(storyboard: Storyboard, durationSeconds: number): string {
  const cues = Array.from({ length: storyboard.tiles }, (_, tile) => {
    const begin = tile * storyboard.intervalSeconds;
    // Rounded up, so that the last moment has its picture too.
    const end =
      tile === storyboard.tiles - 1
        ? Math.ceil(Math.max(durationSeconds, begin + 1) * 1000) / 1000
        : begin + storyboard.intervalSeconds;
    return `${timeOf(begin)} --> ${timeOf(end)}\n${pictureOf(storyboard, tile)}\n`;
  });
  return ['WEBVTT\n', ...cues].join('\n');
}

function pictureOf({ tileWidth, tileHeight, columns, rows }: Storyboard, tile: number): string {
  const onSheet = tile % (columns * rows);
  const x = (onSheet % columns) * tileWidth;
  const y = Math.floor(onSheet / columns) * tileHeight;
  const sheet = sheetFile(Math.floor(tile / (columns * rows)) + 1);
  return `${sheet}#xywh=${x},${y},${tileWidth},${tileHeight}`;
}

function timeOf(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000);
  const part = (value: number, digits = 2) => String(Math.floor(value)).padStart(digits, '0');
  const [hours, minutes] = [milliseconds / 3_600_000, (milliseconds / 60_000) % 60];
  return `${part(hours)}:${part(minutes)}:${part((milliseconds / 1000) % 60)}.${part(milliseconds % 1000, 3)}`;
}
