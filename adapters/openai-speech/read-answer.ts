import type { HeardSegment, HeardSpeech, SoundPiece } from '@edumaster/speech';
import { SpeechError } from '@edumaster/speech';
import { languageOfName } from './language-of-name.ts';

interface AnsweredSegment {
  readonly start?: unknown;
  readonly end?: unknown;
  readonly text?: unknown;
  readonly no_speech_prob?: unknown;
  readonly avg_logprob?: unknown;
}

/** Where whisper itself holds that nobody speaks (its `no_speech_threshold`, `logprob_threshold`). */
const noSpeechAbove = 0.6;
const guessedBelow = -1;

/** @throws SpeechError `unavailable` for an answer that is none */
export function readAnswer(answer: unknown, piece: SoundPiece): HeardSpeech {
  if (typeof answer !== 'object' || answer === null) throw notUnderstood();
  const { language, segments, text } = answer as Record<string, unknown>;
  const named = typeof language === 'string' ? languageOfName(language) : null;
  const lastMs = Math.floor(piece.durationSeconds * 1000);
  if (!Array.isArray(segments)) {
    // Some servers know no times at all; an empty text is an answer, any other is of no use.
    if (text !== '') throw notUnderstood();
    return { language: piece.language ?? named, segments: [] };
  }
  const heard = segments.flatMap((segment) => segmentOf(segment as AnsweredSegment, lastMs));
  return { language: piece.language ?? named, segments: heard.toSorted(byTime) };
}

function segmentOf(segment: AnsweredSegment | null, lastMs: number): HeardSegment[] {
  const { start, end, text } = segment ?? {};
  if (typeof start !== 'number' || typeof end !== 'number' || typeof text !== 'string') {
    throw notUnderstood();
  }
  const startMs = Math.max(0, Math.round(start * 1000));
  const endMs = Math.min(lastMs, Math.round(end * 1000));
  const words = text.trim();
  // Models say things after the end of the sound, and where there is silence.
  if (words === '' || endMs <= startMs || isSilence(segment)) return [];
  return [{ startMs, endMs, text: words }];
}

function isSilence(segment: AnsweredSegment | null): boolean {
  const { no_speech_prob: silent, avg_logprob: sure } = segment ?? {};
  return Number(silent) > noSpeechAbove && Number(sure) < guessedBelow;
}

function byTime(a: HeardSegment, b: HeardSegment): number {
  return a.startMs - b.startMs || a.endMs - b.endMs;
}

function notUnderstood(): SpeechError {
  return new SpeechError('unavailable', 'The speech service gave an answer without times.');
}
