import { plainSrtText, plainVttText, voiceOf } from './caption-markup.ts';
import { spanOf, type TimeSpan } from './caption-times.ts';
import { type Cue, inOrder, maxCueLength, maxCueMs, maxCues } from './cue.ts';

export interface CaptionProblem {
  /** Of the file, from 1. */
  readonly line: number;
  readonly message: string;
}

export type ParsedCaptions =
  { readonly cues: readonly Cue[] } | { readonly problems: readonly CaptionProblem[] };

/** So many are enough to see what is wrong with a file. */
const maxProblems = 20;

/** Files give cues no time at all when a program cut them; then they are shown as long as this. */
const shortestMs = 500;

const nothingIn = 'is the beginning of a file without any captions';

/** Twelve for each caption. */
const maxLines = 12 * maxCues;

/** Times with all their settings; a longer line is text. */
const longestTimeLine = 500;

/**
 * WebVTT or SRT, whatever the file is called, and forgiving where what is meant is clear: a byte
 * order mark, any line ends, a comma or a point, hours left out, cues out of order or overlapping,
 * settings and styles (which are given up). What cannot be understood is named by its line, never
 * left out in silence.
 */
export function parseCaptions(content: string): ParsedCaptions {
  const lines = content.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  if (lines.length > maxLines) return failed(0, `begins more than ${maxLines} lines`);
  const broken = lines.findIndex((line) => line.includes('\ufffd') || line.includes('\0'));
  if (broken !== -1) return failed(broken, 'has letters that are not in UTF-8');
  if (content.trim() === '') return failed(0, nothingIn);
  const isVtt = /^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '');
  if (!isVtt && !lines.some((line) => line.includes('-->') && line.length <= longestTimeLine)) {
    return failed(0, 'begins a file that is neither WebVTT nor SRT');
  }
  const blocks = isVtt ? vttBlocks(lines) : srtBlocks(lines);
  return cuesOf(blocks, isVtt ? plainVttText : plainSrtText);
}

/** A cue as the file has it, or a place where something else stands than should. */
type Block =
  | { readonly line: number; readonly span: TimeSpan; readonly text: readonly string[] }
  | { readonly line: number; readonly message: string };

function cuesOf(blocks: readonly Block[], plain: (marked: string) => string): ParsedCaptions {
  const cues: Cue[] = [];
  const problems: CaptionProblem[] = [];
  let speaker: string | undefined;
  for (const block of blocks) {
    const problem = problemOf(block);
    if (problem !== undefined) problems.push({ line: block.line + 1, message: problem });
    if (!('span' in block) || problem !== undefined) continue;
    const marked = block.text.join('\n');
    const text = plain(marked);
    const voice = voiceOf(marked);
    const isNewVoice = voice !== undefined && voice !== speaker;
    speaker = voice ?? speaker;
    if (text === '') continue;
    const said = isNewVoice ? `${voice}: ${text}` : text;
    if (said.length > maxCueLength) {
      problems.push({ line: block.line + 1, message: `has more than ${maxCueLength} letters` });
    }
    const { startMs, endMs } = block.span;
    cues.push({ startMs, endMs: endMs > startMs ? endMs : startMs + shortestMs, text: said });
  }
  if (problems.length > 0) return { problems: problems.slice(0, maxProblems) };
  if (cues.length === 0) return failed(0, nothingIn);
  if (cues.length > maxCues) return failed(0, `begins more than ${maxCues} captions`);
  return { cues: inOrder(cues) };
}

function problemOf(block: Block): string | undefined {
  if ('message' in block) return block.message;
  return block.span.startMs + shortestMs > maxCueMs || block.span.endMs > maxCueMs
    ? 'is more than a day after the beginning'
    : undefined;
}

/** Blocks divided by empty lines: the header, cues, and what is for styling. */
function vttBlocks(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let at = afterHeader(lines);
  while (at < lines.length) {
    const next = afterBlock(lines, at);
    const inside = lines.slice(at, next).filter((line) => line.trim() !== '');
    if (inside.length > 0 && !/^\s*(?:NOTE|STYLE|REGION)(?:\s|$)/.test(inside[0] ?? '')) {
      blocks.push(...cueBlocks(lines, at, next));
    }
    at = next;
  }
  return blocks;
}

/** Players take times for the end of a header that has no empty line behind it. */
function afterHeader(lines: readonly string[]): number {
  const behind = afterBlock(lines, 0);
  const times = lines.findIndex((line, index) => index < behind && line.includes('-->'));
  return times === -1 ? behind : times;
}

/** The line behind the block that begins here and the empty ones that follow. */
function afterBlock(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && lines[at]?.trim() !== '') at += 1;
  while (at < lines.length && lines[at]?.trim() === '') at += 1;
  return at;
}

/**
 * A number, the times, the text. Some programs leave empty lines inside a text, and some leave out
 * those between cues: a cue ends where the times of the next one stand.
 */
function srtBlocks(lines: readonly string[]): Block[] {
  return cueBlocks(lines, 0, lines.length);
}

/** The cues between two lines; a name or number may stand in the line before the times. */
function cueBlocks(lines: readonly string[], from: number, to: number): Block[] {
  const timed: { line: number; span: TimeSpan | string }[] = [];
  for (let line = from; line < to; line += 1) {
    const span = spanAt(lines, line, from);
    if (span !== undefined) timed.push({ line, span });
  }
  const first = timed[0]?.line ?? to;
  const blocks: Block[] = [];
  const stray = strayLine(lines, from, first, timed.length > 0);
  if (stray !== undefined) blocks.push({ line: stray, message: 'is a text without times' });
  for (const [index, { line, span }] of timed.entries()) {
    if (typeof span === 'string') {
      blocks.push({ line, message: span });
      continue;
    }
    const next = timed[index + 1]?.line;
    const end = next === undefined ? to : endOfText(lines, line, next);
    blocks.push({ line, span, text: lines.slice(line + 1, end) });
  }
  return blocks;
}

/** The times in a line; a message where times are meant and cannot be read. */
function spanAt(
  lines: readonly string[],
  line: number,
  from: number,
): TimeSpan | string | undefined {
  const words = lines[line] ?? '';
  if (!words.includes('->') || words.length > longestTimeLine) return undefined;
  const span = spanOf(words);
  if (span !== undefined) return span;
  const before = lines[line - 1]?.trim() ?? '';
  const isMeant = line === from || before === '' || /^\d+$/.test(before);
  // An arrow in the middle of a text is part of the text.
  if (!isMeant || !/\d *-{1,3}>|-{1,3}> *\d/.test(words)) return undefined;
  return 'has no times such as 00:01:02.500 --> 00:01:05.000';
}

/** The first line of text before any times; one line before the first times may be their name. */
function strayLine(
  lines: readonly string[],
  from: number,
  first: number,
  hasTimes: boolean,
): number | undefined {
  const end = hasTimes && lines[first - 1]?.trim() !== '' ? first - 1 : first;
  for (let line = from; line < end; line += 1) if (lines[line]?.trim() !== '') return line;
  return undefined;
}

/** Where a text ends: the next cue's number stands between it and the next times. */
function endOfText(lines: readonly string[], line: number, next: number): number {
  const isNumbered = next - 1 > line && /^\d+$/.test(lines[next - 1]?.trim() ?? '');
  return isNumbered ? next - 1 : next;
}

function failed(line: number, message: string): ParsedCaptions {
  return { problems: [{ line: line + 1, message }] };
}
