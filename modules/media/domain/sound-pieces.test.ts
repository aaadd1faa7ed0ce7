import { describe, expect, it, test } from 'vitest';
import { rebaseFragments } from './rebase-fragments.ts';
import { shapeHeard } from './shape-heard.ts';
import { soundPieces } from './sound-pieces.ts';

describe('the sound of a video', () => {
  const track = {
    init: { offset: 0, length: 100 },
    segments: Array.from({ length: 400 }, (_, index) => ({
      offset: 200 + index * 1_000,
      length: 1_000,
      durationSeconds: 4,
    })),
  };

  it('is cut into pieces of ten minutes, at the borders of segments', () => {
    const pieces = soundPieces(track, 1_000_000);
    expect(pieces).toEqual([
      { number: 0, startMs: 0, durationSeconds: 600, range: { offset: 200, length: 150_000 } },
      {
        number: 1,
        startMs: 600_000,
        durationSeconds: 600,
        range: { offset: 150_200, length: 150_000 },
      },
      {
        number: 2,
        startMs: 1_200_000,
        durationSeconds: 400,
        range: { offset: 300_200, length: 100_000 },
      },
    ]);
  });

  it('is cut into what a provider takes, with the beginning of the file', () => {
    const pieces = soundPieces(track, 50_100);
    expect(pieces).toHaveLength(8);
    expect(Math.max(...pieces.map(({ range }) => range.length))).toBe(50_000);
    expect(pieces.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0)).toBe(1_600);
    expect(soundPieces({ ...track, segments: [] }, 50_100)).toEqual([]);
  });
});

const box = (type: string, content: Buffer) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
};
const fragment = (version: 0 | 1, time: number) => {
  const tfdt = Buffer.alloc(version === 1 ? 12 : 8);
  tfdt.writeUInt8(version);
  if (version === 1) tfdt.writeBigUInt64BE(BigInt(time), 4);
  else tfdt.writeUInt32BE(time, 4);
  const traf = box('traf', Buffer.concat([box('tfhd', Buffer.alloc(8)), box('tfdt', tfdt)]));
  const mfhd = box('mfhd', Buffer.alloc(8));
  return [box('moof', Buffer.concat([mfhd, traf])), box('mdat', Buffer.from('sound'))];
};

test.each([0, 1] as const)(
  'fragments of version %i begin at 0, one behind the other',
  (version) => {
    const bytes = Buffer.concat([...fragment(version, 900_000), ...fragment(version, 988_200)]);
    rebaseFragments(bytes);
    expect(bytes).toEqual(Buffer.concat([...fragment(version, 0), ...fragment(version, 88_200)]));
  },
);

test('what is no fragment is left as it is', () => {
  const bytes = Buffer.from('not a box at all, and long enough');
  const before = Buffer.from(bytes);
  rebaseFragments(bytes);
  expect(bytes).toEqual(before);
});

describe('what a program heard', () => {
  it('becomes cues of two lines at most, with the time shared by the signs', () => {
    const text =
      'So the closure keeps the variable alive, and every call of the inner function sees the same one, which surprises people who come from other languages.';
    const cues = shapeHeard([{ startMs: 1_000, endMs: 11_000, text }]);
    expect(cues.length).toBeGreaterThan(1);
    expect(cues[0]?.startMs).toBe(1_000);
    expect(cues.at(-1)?.endMs).toBe(11_000);
    expect(cues.map((cue) => cue.text.replaceAll('\n', ' ')).join(' ')).toBe(text);
    for (const [index, cue] of cues.entries()) {
      expect(cue.text.split('\n').length).toBeLessThanOrEqual(2);
      for (const line of cue.text.split('\n')) expect(line.length).toBeLessThanOrEqual(50);
      if (index > 0) expect(cue.startMs).toBe(cues[index - 1]?.endMs);
    }
  });

  it('stays one cue when it is short, and none when it is nothing', () => {
    expect(
      shapeHeard([
        { startMs: 0, endMs: 900, text: ' Hello\nthere ' },
        { startMs: 900, endMs: 950, text: ' ' },
        { startMs: 950, endMs: 950, text: 'never' },
      ]),
    ).toEqual([{ startMs: 0, endMs: 900, text: 'Hello there' }]);
  });

  it('of a script without blanks is divided all the same', () => {
    const cues = shapeHeard([{ startMs: 0, endMs: 20_000, text: '機械学習'.repeat(60) }]);
    expect(cues.length).toBeGreaterThan(1);
    expect(cues.map((cue) => cue.text.replaceAll(/\s/g, '')).join('')).toBe('機械学習'.repeat(60));
  });
});
