import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { dashManifest } from './dash-manifest.ts';

interface Playlist {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly sidx: {
    readonly resolvedUri: string;
    readonly byterange: object;
    readonly map: { readonly resolvedUri: string; readonly byterange: object };
  };
}

interface Manifest {
  readonly duration: number;
  readonly playlists: readonly Playlist[];
  readonly mediaGroups: {
    readonly AUDIO: {
      readonly audio?: Readonly<Record<string, { readonly playlists: readonly Playlist[] }>>;
    };
    readonly SUBTITLES: { readonly subs?: Readonly<Record<string, object>> };
  };
}

// The package has no types.
const { parse } = createRequire(import.meta.url)('mpd-parser') as {
  parse: (xml: string, options: object) => Manifest;
};

const manifestUri = 'https://video.example/v/token/asset/manifest.mpd';
const parsed = (xml: string): Manifest => parse(xml, { manifestUri });

const video = {
  file: '720p.mp4',
  codecs: 'avc1.64001f',
  durationSeconds: 5.505,
  init: { offset: 0, length: 740 },
  index: { offset: 740, length: 60 },
  segments: [
    { offset: 800, length: 5000, durationSeconds: 4.004 },
    { offset: 5800, length: 2500, durationSeconds: 1.501 },
  ],
  keyFrames: [],
  keyFrameRates: { peakBitsPerSecond: 0, averageBitsPerSecond: 0 },
  peakBitsPerSecond: 3_000_000,
  averageBitsPerSecond: 2_000_000,
  width: 1280,
  height: 720,
  frameRate: 29.97,
};
const small = { ...video, file: '360p.mp4', width: 640, height: 360, peakBitsPerSecond: 900_000 };
const audio = {
  ...video,
  file: 'audio.mp4',
  codecs: 'mp4a.40.2',
  peakBitsPerSecond: 140_000,
  channels: 2,
  sampleRate: 48_000,
};

test('a parser finds each size, its index and its init segment', () => {
  const { duration, playlists } = parsed(dashManifest({ videos: [video, small], audio }));
  expect(duration).toBe(5.505);
  expect(playlists.map(({ attributes }) => attributes)).toMatchObject([
    { BANDWIDTH: 900_000, RESOLUTION: { width: 640, height: 360 } },
    {
      BANDWIDTH: 3_000_000,
      CODECS: 'avc1.64001f',
      RESOLUTION: { width: 1280, height: 720 },
      'FRAME-RATE': 30_000 / 1001,
    },
  ]);
  expect(playlists[1]?.sidx).toMatchObject({
    resolvedUri: 'https://video.example/v/token/asset/720p.mp4',
    byterange: { offset: 740, length: 60 },
    map: { byterange: { offset: 0, length: 740 } },
  });
});

test('sound is a set of its own', () => {
  const { mediaGroups } = parsed(dashManifest({ videos: [video], audio }));
  const [sound] = Object.values(mediaGroups.AUDIO.audio ?? {});
  expect(sound?.playlists).toMatchObject([
    {
      attributes: { CODECS: 'mp4a.40.2', BANDWIDTH: 140_000 },
      sidx: { resolvedUri: 'https://video.example/v/token/asset/audio.mp4' },
    },
  ]);
});

test('a silent video has no sound set', () => {
  const xml = dashManifest({ videos: [video], audio: null });
  expect(parsed(xml).mediaGroups.AUDIO).toEqual({});
  expect(xml).not.toContain('audio');
});

test.each([
  [24, '24'],
  [23.976, '24000/1001'],
  [59.94, '60000/1001'],
  [12.5, '12500/1000'],
])('pictures at %d a second are %s', (frameRate, expected) => {
  const xml = dashManifest({ videos: [{ ...video, frameRate }], audio: null });
  expect(xml).toContain(`frameRate="${expected}"`);
});

test('sizes that are cut elsewhere are said to be so', () => {
  const [whole, rest] = video.segments;
  const own = {
    ...small,
    segments: [{ ...whole, durationSeconds: 3 }, rest] as typeof video.segments,
  };
  expect(dashManifest({ videos: [video, small], audio })).toContain('subsegmentAlignment="true"');
  const [set] = dashManifest({ videos: [video, own], audio }).split('</AdaptationSet>');
  expect(set).toContain('subsegmentAlignment="false"');
});

test('captions are files of their own, one a language', () => {
  const captions = [
    { language: 'en', label: 'English' },
    { language: 'pt-BR', label: 'Português <Brasil>' },
  ];
  const { mediaGroups } = parsed(dashManifest({ videos: [video], audio, captions }));
  const subtitles = mediaGroups.SUBTITLES.subs ?? {};
  expect(subtitles).toMatchObject({
    English: { language: 'en' },
    'Português <Brasil>': { language: 'pt-BR' },
  });
  const xml = dashManifest({ videos: [video], audio, captions });
  expect(xml).toContain('<BaseURL>captions/pt-BR.vtt</BaseURL>');
});

test('the pictures for winding are a set of tiles beside the video', () => {
  const storyboard = {
    intervalSeconds: 10,
    tiles: 130,
    columns: 10,
    rows: 10,
    tileWidth: 160,
    tileHeight: 90,
  };
  const xml = dashManifest({ videos: [video, small], audio, storyboard });
  expect(xml).toContain('<AdaptationSet id="2" contentType="image" mimeType="image/jpeg">');
  expect(xml).toContain(
    '<SegmentTemplate media="storyboard-$Number$.jpg" duration="1000" startNumber="1"/>',
  );
  expect(xml).toContain('value="10x10"');
  expect(parsed(xml).playlists).toHaveLength(2);
});
