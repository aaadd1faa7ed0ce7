import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import {
  iFramePlaylist,
  iFramePlaylistNameOf,
  masterPlaylist,
  mediaPlaylist,
  playlistNameOf,
} from './hls-playlists.ts';

interface Manifest {
  readonly version: number;
  readonly independentSegments: boolean;
  readonly targetDuration: number;
  readonly endList: boolean;
  readonly iFramesOnly?: boolean;
  readonly playlists: readonly { uri: string; attributes: Record<string, unknown> }[];
  readonly iFramePlaylists?: readonly { uri: string; attributes: Record<string, unknown> }[];
  readonly mediaGroups: { AUDIO: Record<string, Record<string, object>> };
  readonly segments: readonly { uri: string; duration: number; byterange: object; map: object }[];
}

interface Parser {
  readonly manifest: Manifest;
  push(text: string): void;
  end(): void;
}

// The package has no types.
const { Parser } = createRequire(import.meta.url)('m3u8-parser') as { Parser: new () => Parser };

function parsed(playlist: string): Manifest {
  const parser = new Parser();
  parser.push(playlist);
  parser.end();
  return parser.manifest;
}

const init = { offset: 0, length: 800 };
const segments = [
  { offset: 800, length: 5000, durationSeconds: 4.004 },
  { offset: 5800, length: 2500, durationSeconds: 1.5 },
];
const keyFrames = [
  { offset: 800, length: 1500, durationSeconds: 2.002 },
  { offset: 3300, length: 1000, durationSeconds: 2.002 },
  { offset: 5800, length: 800, durationSeconds: 1.5 },
];
const video = {
  file: '720p.mp4',
  codecs: 'avc1.64001f',
  durationSeconds: 5.504,
  init,
  index: { offset: 740, length: 60 },
  segments,
  keyFrames,
  keyFrameRates: { peakBitsPerSecond: 5995, averageBitsPerSecond: 4796 },
  peakBitsPerSecond: 3_000_000,
  averageBitsPerSecond: 2_000_000,
  width: 1280,
  height: 720,
  frameRate: 29.97,
};
const small = { ...video, file: '360p.mp4', width: 640, height: 360, peakBitsPerSecond: 900_000 };
const audio = {
  file: 'audio.mp4',
  codecs: 'mp4a.40.2',
  durationSeconds: 5.504,
  init,
  index: { offset: 740, length: 60 },
  segments,
  peakBitsPerSecond: 140_000,
  averageBitsPerSecond: 128_000,
  channels: 2,
  sampleRate: 48_000,
};

test('a variant needs the rates and codecs of picture and sound together, the smallest first', () => {
  const { version, independentSegments, playlists } = parsed(
    masterPlaylist({ videos: [video, small], audio }),
  );
  expect({ version, independentSegments }).toEqual({ version: 7, independentSegments: true });
  expect(playlists.map(({ uri }) => uri)).toEqual(['360p.m3u8', '720p.m3u8']);
  expect(playlists[1]?.attributes).toMatchObject({
    BANDWIDTH: 3_140_000,
    'AVERAGE-BANDWIDTH': '2128000',
    CODECS: 'avc1.64001f,mp4a.40.2',
    RESOLUTION: { width: 1280, height: 720 },
    'FRAME-RATE': 29.97,
    AUDIO: 'audio',
  });
});

test('sound is one group that every variant names', () => {
  const { mediaGroups } = parsed(masterPlaylist({ videos: [video, small], audio }));
  expect(mediaGroups.AUDIO).toMatchObject({
    audio: { Audio: { default: true, autoselect: true, uri: 'audio.m3u8' } },
  });
});

test('a silent video has no group', () => {
  const { mediaGroups, playlists } = parsed(masterPlaylist({ videos: [video], audio: null }));
  expect(mediaGroups.AUDIO).toEqual({});
  expect(playlists[0]?.attributes).toMatchObject({ BANDWIDTH: 3_000_000, CODECS: 'avc1.64001f' });
  expect(playlists[0]?.attributes).not.toHaveProperty('AUDIO');
});

test('a media playlist gives each segment its bytes and the init segment before them', () => {
  const manifest = parsed(mediaPlaylist(video));
  expect(manifest).toMatchObject({ version: 7, targetDuration: 4, endList: true });
  const map = { uri: '720p.mp4', byterange: init };
  expect(manifest.segments).toMatchObject([
    { uri: '720p.mp4', duration: 4.004, byterange: { offset: 800, length: 5000 }, map },
    { uri: '720p.mp4', duration: 1.5, byterange: { offset: 5800, length: 2500 }, map },
  ]);
});

test('the target duration is that of the longest segment, rounded, and at least a second', () => {
  const lasting = (durationSeconds: number) =>
    parsed(mediaPlaylist({ ...video, segments: [{ offset: 800, length: 1, durationSeconds }] }))
      .targetDuration;
  expect(lasting(5.6)).toBe(6);
  expect(lasting(0.2)).toBe(1);
});

test('a playlist lies beside its file', () => {
  expect(playlistNameOf(video)).toBe('720p.m3u8');
});

test('the key frames of a size have a playlist of their own, which the master names', () => {
  expect(iFramePlaylistNameOf(video)).toBe('720p-iframes.m3u8');
  const master = masterPlaylist({ videos: [video, small], audio });
  const [first] = parsed(master).iFramePlaylists ?? [];
  expect(first).toMatchObject({
    uri: '360p-iframes.m3u8',
    attributes: {
      BANDWIDTH: 5995,
      'AVERAGE-BANDWIDTH': 4796,
      CODECS: 'avc1.64001f',
      RESOLUTION: { width: 640, height: 360 },
    },
  });
  const manifest = parsed(iFramePlaylist(video));
  expect(manifest).toMatchObject({ iFramesOnly: true, targetDuration: 2, endList: true });
  expect(manifest.segments.map(({ byterange, duration }) => ({ byterange, duration }))).toEqual(
    keyFrames.map(({ offset, length, durationSeconds }) => ({
      byterange: { offset, length },
      duration: durationSeconds,
    })),
  );
});

test('other sounds can be chosen by name and language; one plays by itself', () => {
  const english = { ...audio, language: 'eng' };
  const loud = { ...audio, file: 'audio-2.mp4', peakBitsPerSecond: 200_000, language: 'ger' };
  const master = masterPlaylist({ videos: [video], audio: english, otherSounds: [loud] });
  expect(parsed(master).mediaGroups.AUDIO['audio']).toMatchObject({
    English: { default: true, language: 'en', uri: 'audio.m3u8' },
    Deutsch: { default: false, autoselect: true, language: 'de', uri: 'audio-2.m3u8' },
  });
  // The rate is that of the dearest choice.
  expect(parsed(master).playlists[0]?.attributes).toMatchObject({
    BANDWIDTH: 3_200_000,
    CODECS: 'avc1.64001f,mp4a.40.2',
  });
});
