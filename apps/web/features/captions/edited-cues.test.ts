import { describe, expect, it } from 'vitest';
import { captionFileText } from './caption-file-text.ts';
import { findingsOf } from './cue-findings.ts';
import { historyOf, recorded, redone, undone } from './edit-history.ts';
import {
  addCue,
  changeCue,
  editable,
  mergeWithNext,
  removeCue,
  shiftAll,
  splitCue,
} from './edited-cues.ts';
import { timeIn, timeText } from './time-text.ts';

const cues = editable([
  { startMs: 1_000, endMs: 3_000, text: 'one two' },
  { startMs: 4_000, endMs: 6_000, text: 'three' },
]);
const shown = (list: typeof cues) =>
  list.map(({ startMs, endMs, text }) => [startMs, endMs, text] as const);

describe('edited cues', () => {
  it('stay in the order of their beginnings', () => {
    expect(shown(changeCue(cues, 0, { startMs: 5_000 })).map(([, , text]) => text)).toEqual([
      'three',
      'one two',
    ]);
    expect(shown(removeCue(cues, 0))).toEqual([[4_000, 6_000, 'three']]);
  });

  it('are added at a moment, up to the next one', () => {
    expect(shown(addCue(cues, 3_500).cues)[1]).toEqual([3_500, 4_000, '']);
    expect(shown(addCue(cues, 9_000).cues)[2]).toEqual([9_000, 11_000, '']);
    expect(addCue(cues, 0).key).toBe(2);
    expect(addCue([], 0).key).toBe(0);
  });

  it('are split at the moment of the video, or in proportion to the text', () => {
    expect(shown(splitCue(cues, 0, { caret: 3, atMs: 1_500 })).slice(0, 2)).toEqual([
      [1_000, 1_500, 'one'],
      [1_500, 3_000, 'two'],
    ]);
    expect(shown(splitCue(cues, 0, { caret: 0, atMs: 9_000 })).slice(0, 2)).toEqual([
      [1_000, 1_857, 'one'],
      [1_857, 3_000, 'two'],
    ]);
    const short = editable([{ startMs: 0, endMs: 150, text: 'x' }]);
    expect(splitCue(short, 0, { caret: 0, atMs: 0 })).toBe(short);
  });

  it('are merged with the next, and moved together', () => {
    expect(shown(mergeWithNext(cues, 0))).toEqual([[1_000, 6_000, 'one two three']]);
    expect(mergeWithNext(cues, 1)).toBe(cues);
    expect(shown(shiftAll(cues, 500))[0]).toEqual([1_500, 3_500, 'one two']);
    expect(shown(shiftAll(cues, -5_000))[0]).toEqual([0, 2_000, 'one two']);
    expect(shiftAll([], -5_000)).toEqual([]);
  });

  it('are taken back step by step, typing in one text at once', () => {
    const typed = recorded(historyOf(cues), changeCue(cues, 0, { text: 'o' }), 'text 0');
    const more = recorded(typed, changeCue(cues, 0, { text: 'on' }), 'text 0');
    const other = recorded(more, removeCue(more.present, 1), null);
    expect(undone(other).present).toEqual(more.present);
    expect(undone(undone(other)).present).toBe(cues);
    expect(undone(undone(undone(other))).present).toBe(cues);
    expect(redone(redone(undone(undone(other)))).present).toEqual(other.present);
    expect(recorded(undone(other), cues, null).future).toEqual([]);
  });

  it('are wrong, overlap, or are hard to read', () => {
    const [cue, next] = cues;
    if (!cue) throw new Error('there is no cue');
    expect(findingsOf(cue, next)).toEqual({ errors: [], hints: [], speed: 4 });
    expect(findingsOf({ ...cue, endMs: 1_000, text: ' ' }, next).errors).toEqual([
      'empty',
      'end-before-start',
    ]);
    expect(findingsOf({ ...cue, endMs: 5_000, text: 'x'.repeat(200) }, next).hints).toEqual([
      'overlap',
      'fast',
      'long-line',
    ]);
    expect(findingsOf({ ...cue, text: 'a\nb\nc' }, next).hints).toEqual(['many-lines']);
  });
});

it.each([
  ['1:02.5', 62_500],
  ['62,5', 62_500],
  ['0:01:02', 62_000],
  [' 1:00:00.001 ', 3_600_001],
  ['75:00', 4_500_000],
  ['0', 0],
  ['1:60', undefined],
  ['1:60:00', undefined],
  ['x', undefined],
  ['', undefined],
])('the time %j is %s', (text, milliseconds) => expect(timeIn(text)).toBe(milliseconds));

it('writes times so that they are read the same', () => {
  for (const time of [0, 1, 59_999, 62_500, 3_600_001, 36_000_000]) {
    expect(timeIn(timeText(time))).toBe(time);
  }
  expect(timeText(62_500)).toBe('1:02.500');
});

describe('a file of captions', () => {
  it.each([
    [[0xef, 0xbb, 0xbf, 0x57], 'W'],
    [[0xff, 0xfe, 0x57, 0x00, 0xe9, 0x00], 'Wé'],
    [[0xfe, 0xff, 0x00, 0x57], 'W'],
    [[0x57, 0xc3, 0xa9], 'Wé'],
  ])('%j is text', async (bytes, content) => {
    expect(await captionFileText(new Blob([new Uint8Array(bytes)]))).toEqual({ content });
  });

  it('in another encoding, or too large, is refused', async () => {
    const latin = new Blob([new Uint8Array([0x57, 0xe9, 0x57])]);
    expect(await captionFileText(latin)).toEqual({ refusal: 'not-utf8' });
    expect(await captionFileText(new Blob(['x'.repeat(5_000_001)]))).toEqual({
      refusal: 'too-large',
    });
  });
});
