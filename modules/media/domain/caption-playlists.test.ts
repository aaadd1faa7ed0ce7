import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { captionEntries, captionPlaylist } from './caption-playlists.ts';
import { deliveredType } from './delivered-files.ts';

interface Manifest {
  readonly mediaGroups: { SUBTITLES: Record<string, Record<string, object>> };
  readonly segments: readonly { uri: string; duration: number }[];
  readonly endList: boolean;
  readonly targetDuration: number;
}

// The package has no types.
const { Parser } = createRequire(import.meta.url)('m3u8-parser') as {
  Parser: new () => { manifest: Manifest; push(text: string): void; end(): void };
};

function parsed(playlist: string): Manifest {
  const parser = new Parser();
  parser.push(playlist);
  parser.end();
  return parser.manifest;
}

test('each track is named once, whatever people call them', () => {
  const entries = captionEntries([
    { language: 'en', label: 'English' },
    { language: 'pt-BR', label: 'The "other"\none' },
    { language: 'en-GB', label: 'English' },
  ]);
  const { captions } = parsed(['#EXTM3U', ...entries, ''].join('\n')).mediaGroups.SUBTITLES;
  expect(captions).toMatchObject({
    English: { language: 'en', default: false, autoselect: true, uri: 'captions/en.m3u8' },
    "The 'other' one": { language: 'pt-BR' },
    'English (en-GB)': { language: 'en-GB' },
  });
});

test('a track is one segment', () => {
  const playlist = parsed(captionPlaylist('en', 61.5));
  expect(playlist).toMatchObject({ endList: true, targetDuration: 62 });
  expect(playlist.segments).toMatchObject([{ uri: 'en.vtt', duration: 61.5 }]);
});

test.each([
  ['captions/en.vtt', 'text/vtt; charset=utf-8'],
  ['captions/zh-Hans-CN.m3u8', 'application/vnd.apple.mpegurl'],
  ['captions/../source', undefined],
  ['captions/en.vtt/x', undefined],
  ['captions/.vtt', undefined],
  ['captions/en.mp4', undefined],
])('%s is delivered as %s', (name, type) => expect(deliveredType(name)).toBe(type));
