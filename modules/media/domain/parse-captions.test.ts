import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cue, cueText, inOrder, maxCueLength, maxCueMs, maxCues } from './cue.ts';
import { parseCaptions } from './parse-captions.ts';
import { printCaptions } from './print-captions.ts';

function cuesIn(content: string): readonly Cue[] {
  const parsed = parseCaptions(content);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.cues;
}

function problemsIn(content: string) {
  const parsed = parseCaptions(content);
  return 'problems' in parsed ? parsed.problems : [];
}

const hello = { startMs: 1_000, endMs: 2_500, text: 'Hello' };
const world = { startMs: 3_000, endMs: 4_000, text: 'World' };

/** As programs and people write them. */
const wellMeant: Readonly<Record<string, string>> = {
  'plain WebVTT':
    'WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nHello\n\n00:00:03.000 --> 00:00:04.000\nWorld\n',
  'WebVTT with a byte order mark, CRLF and no end of line at the end':
    '\ufeffWEBVTT\r\n\r\n00:00:01.000 --> 00:00:02.500\r\nHello\r\n\r\n00:00:03.000 --> 00:00:04.000\r\nWorld',
  'WebVTT with title, header lines, notes, styles, regions, names and settings': `WEBVTT - A lecture
Kind: captions
Language: en
X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000

NOTE made by hand
00:00:09.000 in a note are no times

STYLE
::cue { color: lime }

REGION
id:fred width:40%

first
00:01.000 --> 00:02.500 align:start position:10%,line-left size:35%
<c.yellow.bg_blue><i>Hel</i><00:00:01.500>lo</c>

2
00:03.000 --> 00:04.000 region:fred
<lang en>World</lang>
`,
  'WebVTT without an empty line behind its header':
    'WEBVTT\n00:01.000 --> 00:02.500\nHello\n\n00:03.000 --> 00:04.000\nWorld\n',
  'plain SRT':
    '1\n00:00:01,000 --> 00:00:02,500\nHello\n\n2\n00:00:03,000 --> 00:00:04,000\nWorld\n\n',
  'SRT with points, one digit hours, formatting and positions':
    '1\n0:00:01.000 --> 0:00:02.500\n{\\an8}<font color="#ff0000"><b>Hello</b></font>\n\n2\n0:00:03.000 --> 0:00:04.000 X1:10 X2:20\n<i>World</i>',
  'SRT with line ends of an old Mac':
    '1\r00:00:01,000 --> 00:00:02,500\rHello\r\r2\r00:00:03,000 --> 00:00:04,000\rWorld\r',
  'SRT that lacks numbers and empty lines':
    '00:00:01,000 --> 00:00:02,500\nHello\n00:00:03,000 --> 00:00:04,000\nWorld',
  'SRT with empty lines everywhere, also inside a text':
    '\n\n1\n00:00:01,000 --> 00:00:02,500\n\nHello\n\n\n2\n00:00:03,000 --> 00:00:04,000\n\n\nWorld\n\n\n',
  'SRT out of order':
    '2\n00:00:03,000 --> 00:00:04,000\nWorld\n\n1\n00:00:01,000 --> 00:00:02,500\nHello\n',
  'times of few digits': '1\n0:1,0 --> 0:2,5\nHello\n\n2\n0:3 --> 0:4\nWorld\n',
};

describe('a file of captions', () => {
  it.each(Object.entries(wellMeant))('%s is understood', (_name, content) => {
    expect(cuesIn(content)).toEqual([hello, world]);
  });

  it('keeps what overlaps, and gives what lasts no time half a second', () => {
    const content = `WEBVTT

00:01.000 --> 00:05.000
Long

00:02.000 --> 00:02.000
Short`;
    expect(cuesIn(content)).toEqual([
      { startMs: 1_000, endMs: 5_000, text: 'Long' },
      { startMs: 2_000, endMs: 2_500, text: 'Short' },
    ]);
  });

  it('keeps lines, and code that only looks like tags, numbers and times', () => {
    const content = `1
00:00:01,000 --> 00:00:02,000
In HTML <div class="a"> & <br/> mean
42

2
00:00:03,000 --> 00:00:04,000
a --> b, and if (a < b && c > d)
`;
    expect(cuesIn(content).map(({ text }) => text)).toEqual([
      'In HTML <div class="a"> & <br/> mean\n42',
      'a --> b, and if (a < b && c > d)',
    ]);
  });

  it('names who speaks when that changes', () => {
    const content = `WEBVTT

00:01.000 --> 00:02.000
<v.loud Ann &amp; Bo>Hello

00:02.000 --> 00:03.000
<v Ann &amp; Bo>again</v>

00:03.000 --> 00:04.000
<v Cy>Me too &lt;3`;
    expect(cuesIn(content).map(({ text }) => text)).toEqual([
      'Ann & Bo: Hello',
      'again',
      'Cy: Me too <3',
    ]);
  });

  it('is plain text whatever it tries', () => {
    const content = `WEBVTT

00:01.000 --> 00:02.000
&lt;script&gt;alert(1)&lt;/script&gt; &#60;img onerror=x&#x3e; &#0; &#xd800; &nope; &amp;lt;b&amp;gt;`;
    // Shown as text, never as markup: what is printed for players is escaped again.
    const cues = cuesIn(content);
    expect(cues[0]?.text).toBe(
      '<script>alert(1)</script> <img onerror=x> &#0; &#xd800; &nope; &lt;b&gt;',
    );
    expect(printCaptions(cues, 'vtt')).not.toMatch(/<(?:script|img)/);
  });

  it.each([
    ['', [[1, 'is the beginning of a file without any captions']]],
    ['WEBVTT\n\nNOTE nothing\n', [[1, 'is the beginning of a file without any captions']]],
    ['{"a": 1}\n', [[1, 'begins a file that is neither WebVTT nor SRT']]],
    ['WEBVTT\n\n00:02.000 --> 00:01.000\nHello', [[3, 'ends before it starts']]],
    ['WEBVTT\n\n00:61.000 --> 01:01.000\nHello', [[3, 'minutes and seconds go up to 59']]],
    ['WEBVTT\n\nHello\nthere\n\n00:01.000 --> 00:02.000\nx', [[3, 'is a text without times']]],
    ['Hello\n\n1\n00:00:01,000 --> 00:00:02,000\nx', [[1, 'is a text without times']]],
    [
      '1\n00:00:01,000 -> 00:00:02,000\nHello\n\n2\n00:00:0x,000 --> 00:00:02,000\nHello',
      [
        [2, 'has no times such as 00:01:02.500 --> 00:01:05.000'],
        [6, 'has no times such as 00:01:02.500 --> 00:01:05.000'],
      ],
    ],
    [
      'WEBVTT\n\n00:01.000 --> 00:02.000\nGr\ufffd\ufffde',
      [[4, 'has letters that are not in UTF-8']],
    ],
    ['W\0E\0B\0V\0T\0T\0', [[1, 'has letters that are not in UTF-8']]],
    ['WEBVTT\n\n00:01.000 --> 25:00:00.000\nx', [[3, 'is more than a day after the beginning']]],
    [
      `WEBVTT\n\n00:01.000 --> 00:02.000\n${'x'.repeat(maxCueLength + 1)}`,
      [[3, 'has more than 1000 letters']],
    ],
  ] as const)('%j is refused, naming the line', (content, problems) => {
    expect(problemsIn(content)).toEqual(problems.map(([line, message]) => ({ line, message })));
  });

  it('is refused when it is too long', () => {
    const cues = Array.from({ length: maxCues + 1 }, () => hello);
    expect(problemsIn(printCaptions(cues, 'srt'))).toMatchObject([{ line: 1 }]);
  });
});

const times = fc
  .tuple(fc.integer({ min: 0, max: maxCueMs - 60_000 }), fc.integer({ min: 1, max: 60_000 }))
  .map(([startMs, length]) => ({ startMs, endMs: startMs + length }));

const anyText = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .map((text) => cueText(text.replaceAll('\ufffd', '')));
const codeText = fc
  .array(
    fc.constantFrom(
      '<b>',
      '</v>',
      '&amp;',
      '-->',
      '00:01.000',
      '\n',
      '42',
      'x',
      ' ',
      '{\\an8}',
      '<',
      '&',
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => cueText(parts.join('')));

const cueLists = (text: fc.Arbitrary<string>) =>
  fc
    .array(
      fc.tuple(
        times,
        text.filter((said) => said !== ''),
      ),
      { minLength: 1, maxLength: 30 },
    )
    .map((list) => inOrder(list.map(([span, said]) => ({ ...span, text: said }))));

describe('for any cues', () => {
  it('what is printed as WebVTT is read the same', () => {
    fc.assert(
      fc.property(cueLists(fc.oneof(anyText, codeText)), (cues) => {
        expect(cuesIn(printCaptions(cues, 'vtt'))).toEqual(cues);
      }),
    );
  });

  it('what is printed as SRT is read the same, but for arrows and formatting', () => {
    const sayable = anyText.filter((text) => !/-->|<|\{/.test(text));
    fc.assert(
      fc.property(cueLists(sayable), (cues) => {
        expect(cuesIn(printCaptions(cues, 'srt'))).toEqual(cues);
      }),
    );
  });
});

describe('nonsense', () => {
  const shards = fc.constantFrom(
    'WEBVTT',
    '\n',
    '\r\n',
    '\n\n',
    '1',
    '00:00:01.000',
    ' --> ',
    '-->',
    '<v ',
    '<b',
    '>',
    '&#',
    ';',
    'NOTE',
    '\ufeff',
    ':',
    '99',
    ',',
  );

  it('gives cues that can be kept, or problems with the lines that they are in', () => {
    const content = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.array(shards, { maxLength: 60 }).map((parts) => parts.join('')),
      fc.array(shards, { maxLength: 60 }).map((parts) => `WEBVTT\n\n${parts.join('')}`),
    );
    fc.assert(
      fc.property(content, (text) => {
        const parsed = parseCaptions(text);
        const lines = text.split(/\r\n|\n|\r/).length;
        if ('problems' in parsed) {
          expect(parsed.problems.length).toBeGreaterThan(0);
          for (const { line } of parsed.problems) {
            expect(line).toBeGreaterThan(0);
            expect(line).toBeLessThanOrEqual(lines);
          }
          return;
        }
        for (const cue of parsed.cues) {
          expect(cue.endMs).toBeGreaterThan(cue.startMs);
          expect(cueText(cue.text)).toBe(cue.text);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['<b ', '<v a', '&#x', '{\\a', '-', '1 ', ' ', '-->', '00:01.000 --> ', '\n'])(
    'of two megabytes of %j comes to an end',
    (shard) => {
      for (const start of ['', 'WEBVTT\n\n', 'WEBVTT\n\n00:01.000 --> 00:02.000\n']) {
        // A pattern that tries again from each place would take longer than any test may.
        const shards = shard.repeat(2_000_000 / shard.length);
        expect(parseCaptions(`${start}${shards}`)).toBeTypeOf('object');
        expect(parseCaptions(`${start}1->${shards}`)).toBeTypeOf('object');
      }
    },
  );
});
