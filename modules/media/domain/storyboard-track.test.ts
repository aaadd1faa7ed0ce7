import { describe, expect, test } from 'vitest';
import { storyboardTrack } from './storyboard-track.ts';

const sheet = { tileWidth: 160, tileHeight: 90, columns: 10, rows: 10 };

describe('the track of pictures for winding', () => {
  test('covers the whole duration, a tile after the other', () => {
    const small = { ...sheet, intervalSeconds: 2, tiles: 3, columns: 3, rows: 1 };
    expect(storyboardTrack(small, 5.5051)).toBe(
      [
        'WEBVTT\n',
        '00:00:00.000 --> 00:00:02.000\nstoryboard-1.jpg#xywh=0,0,160,90\n',
        '00:00:02.000 --> 00:00:04.000\nstoryboard-1.jpg#xywh=160,0,160,90\n',
        '00:00:04.000 --> 00:00:05.506\nstoryboard-1.jpg#xywh=320,0,160,90\n',
      ].join('\n'),
    );
  });

  test('goes on over rows, sheets and hours', () => {
    const long = { ...sheet, intervalSeconds: 12, tiles: 301 };
    const cues = storyboardTrack(long, 3601).split('\n\n');
    expect(cues).toHaveLength(302);
    expect(cues[12]).toBe('00:02:12.000 --> 00:02:24.000\nstoryboard-1.jpg#xywh=160,90,160,90');
    expect(cues[100]).toContain('storyboard-1.jpg#xywh=1440,810,160,90');
    expect(cues[101]).toContain('storyboard-2.jpg#xywh=0,0,160,90');
    expect(cues[301]).toBe('01:00:00.000 --> 01:00:01.000\nstoryboard-4.jpg#xywh=0,0,160,90\n');
  });
});
