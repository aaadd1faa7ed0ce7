import { type Cue, cueText } from './cue.ts';

/** Two lines of a screen, as most guides for captions have it. */
const mostSignsALine = 42;
const mostSigns = 2 * mostSignsALine;

/**
 * Cues that can be read, out of what a program heard: long segments are divided between words, with
 * the time in proportion to the signs, and lines are broken.
 */
export function shapeHeard(heard: readonly Cue[]): readonly Cue[] {
  return heard.flatMap((segment) => {
    const text = cueText(segment.text).replaceAll('\n', ' ');
    if (text === '' || segment.endMs <= segment.startMs) return [];
    return divided({ ...segment, text }).map((cue) => ({ ...cue, text: broken(cue.text) }));
  });
}

function divided(cue: Cue): readonly Cue[] {
  const { startMs, endMs, text } = cue;
  const count = Math.ceil(text.length / mostSigns);
  // Shorter than that nobody could read a part of it.
  if (count < 2 || endMs - startMs < count * 500) return [cue];
  const texts = packed(text, Math.ceil(text.length / count) + 8);
  const total = texts.reduce((sum, part) => sum + part.length, 0);
  let said = 0;
  return texts.map((part) => {
    const at = (signs: number) => startMs + Math.round(((endMs - startMs) * signs) / total);
    const piece = { startMs: at(said), endMs: at(said + part.length), text: part };
    said += part.length;
    return piece;
  });
}

/** One line where it fits, else two that are about equally long. */
function broken(text: string): string {
  if (text.length <= mostSignsALine) return text;
  return packed(text, Math.max(mostSignsALine, Math.ceil(text.length / 2))).join('\n');
}

/** Words in rows of at most so many signs; a script without blanks is cut anywhere. */
function packed(text: string, width: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(' ').flatMap((one) => chunks(one, width))) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      rows.splice(-1, 1, `${last} ${word}`);
    } else rows.push(word);
  }
  return rows;
}

function chunks(word: string, width: number): string[] {
  if (word.length <= width) return [word];
  const letters = [...word];
  const count = Math.ceil(letters.length / width);
  return Array.from({ length: count }, (_, index) =>
    letters.slice(index * width, (index + 1) * width).join(''),
  );
}
