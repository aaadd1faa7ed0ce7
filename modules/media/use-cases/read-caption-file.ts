import { AppError } from '@edumaster/kernel';
import type { Cue } from '../domain/cue.ts';
import { parseCaptions } from '../domain/parse-captions.ts';

/**
 * The cues in the text of a file.
 * @throws AppError `validation_failed` naming each line that cannot be understood
 */
export function readCaptionFile(content: string): readonly Cue[] {
  const parsed = parseCaptions(content);
  if ('cues' in parsed) return parsed.cues;
  const errors = parsed.problems.map(({ line, message }) => ({
    path: `content.${line}`,
    message: `line ${line} ${message}`,
  }));
  throw new AppError('validation_failed', {
    errors,
    detail: errors.map(({ message }) => message).join('; '),
  });
}
