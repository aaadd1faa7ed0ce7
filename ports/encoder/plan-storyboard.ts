import type { EncodedVideo, Storyboard, StoryboardPlan } from './encoder.ts';

export interface StoryboardRequest {
  /** Path of the rendition. */
  readonly input: string;
  readonly outputFolder: string;
  readonly track: Pick<EncodedVideo, 'width' | 'height' | 'durationSeconds'>;
}

/** Pixels along the longer side of a tile; players show them at this size. */
const tileSide = 160;

const columns = 10;
const tilesOfSheet = 100;

/** As far apart as key frames are. */
const shortestInterval = 2;

/** Finer than this is only had on one sheet. */
const usualInterval = 10;

/** A viewer of three hours fetches some of ten sheets; of ten hours as well, in coarser steps. */
const mostTiles = 10 * tilesOfSheet;

/** Plans the pictures for winding: one sheet up to a quarter of an hour, never more than ten. */
export function planStoryboard({ input, outputFolder, track }: StoryboardRequest): StoryboardPlan {
  const intervalSeconds = intervalOf(track.durationSeconds);
  const tiles = Math.max(1, Math.ceil(track.durationSeconds / intervalSeconds));
  const scale = tileSide / Math.max(track.width, track.height);
  const storyboard = {
    intervalSeconds,
    tiles,
    tileWidth: even(track.width * scale),
    tileHeight: even(track.height * scale),
    columns: Math.min(columns, tiles),
    rows: Math.min(tilesOfSheet / columns, Math.ceil(tiles / columns)),
  };
  return { input, outputFolder, storyboard };
}

function intervalOf(durationSeconds: number): number {
  const onOneSheet = Math.max(shortestInterval, evenAbove(durationSeconds / tilesOfSheet));
  if (onOneSheet <= usualInterval) return onOneSheet;
  return Math.max(usualInterval, evenAbove(durationSeconds / mostTiles));
}

function even(length: number): number {
  return Math.max(2, Math.round(length / 2) * 2);
}

function evenAbove(value: number): number {
  return Math.ceil(value / 2) * 2;
}

export function sheetsOf({ tiles, columns: across, rows }: Storyboard): number {
  return Math.ceil(tiles / (across * rows));
}

/** @param number from 1 on, or a pattern of them */
export function sheetFileName(number: number | string): string {
  return `storyboard-${number}.jpg`;
}

/**
 * From key frames to sheets. The first is at 0, whatever the library makes of negative offsets in time.
 * `round=up` gives each tile the last key frame up to its time; behind the
 * last key frame it stands for the tiles that are left, so that the sheets are as many as planned.
 */
export function storyboardFilter(storyboard: Storyboard): string {
  const { intervalSeconds, tiles, tileWidth, tileHeight, columns: across, rows } = storyboard;
  return [
    'setpts=PTS-STARTPTS',
    `fps=fps=1/${intervalSeconds}:start_time=0:round=up`,
    `scale=${tileWidth}:${tileHeight}:flags=bicubic:out_range=pc`,
    'setsar=1',
    'format=pix_fmts=yuvj420p',
    `tpad=stop_mode=clone:stop=${tiles}`,
    `trim=end_frame=${tiles}`,
    `tile=${across}x${rows}`,
  ].join(',');
}
