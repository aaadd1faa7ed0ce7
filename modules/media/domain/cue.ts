/** What is said from one moment of a video to another, in milliseconds. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  /** Plain text of one or more lines: no markup, no empty line. */
  readonly text: string;
}

/** Twenty hours of talk. */
export const maxCues = 20_000;

export const maxCueLength = 1_000;

/** A day, like a lecture. */
export const maxCueMs = 86_400_000;

/** The order in which cues are kept. */
export function inOrder(cues: readonly Cue[]): readonly Cue[] {
  return cues.toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

/**
 * The text as it is kept: lines without blanks around them, without empty ones and without signs
 * that no screen shows. Empty when nothing is left.
 */
export function cueText(text: string): string {
  return (
    text
      .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
      // Tabs among them: in a caption they are blanks.
      .map((line) => line.replace(/[\p{Cc}\ufeff]+/gu, ' ').trim())
      .filter((line) => line !== '')
      .join('\n')
  );
}
