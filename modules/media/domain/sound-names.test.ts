import { expect, test } from 'vitest';
import { namedSounds } from './sound-names.ts';

const sound = {
  file: 'audio.mp4',
  codecs: 'mp4a.40.2',
  durationSeconds: 9,
  init: { offset: 0, length: 1 },
  index: { offset: 1, length: 1 },
  segments: [],
  peakBitsPerSecond: 1,
  averageBitsPerSecond: 1,
  channels: 2,
  sampleRate: 48_000,
};

test('sounds are called by their title, their language or their number, each differently', () => {
  const named = namedSounds([
    { ...sound, language: 'eng' },
    { ...sound, language: 'ger' },
    { ...sound, language: 'fra', title: 'Commentary "live"' },
    { ...sound, language: 'en' },
    { ...sound, language: 'no language' },
    sound,
  ]);
  expect(named.map(({ name, language }) => [name, language])).toEqual([
    ['English', 'en'],
    ['Deutsch', 'de'],
    ['Commentary  live ', 'fr'],
    ['English 4', 'en'],
    ['Audio', null],
    ['Audio 6', null],
  ]);
});
