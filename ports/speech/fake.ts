import { type HeardSpeech, type SoundPiece, Speech } from './speech.ts';
import { SpeechError } from './speech-error.ts';

const everyMs = 5_000;

/** Listens to nothing: each segment says that it is made up, and when it begins. */
export class SandboxSpeech extends Speech {
  readonly label = 'Sandbox: nobody listens';
  readonly isSandbox = true;
  readonly mostBytes: number;

  constructor({ mostBytes = 25 * 1024 ** 2 }: { readonly mostBytes?: number } = {}) {
    super();
    this.mostBytes = mostBytes;
  }

  async transcribe(piece: SoundPiece, signal?: AbortSignal): Promise<HeardSpeech> {
    signal?.throwIfAborted();
    if (piece.bytes.length > this.mostBytes) {
      throw new SpeechError('too_large', 'The sound is larger than the sandbox takes.');
    }
    if (piece.bytes.length === 0) {
      throw new SpeechError('unreadable', 'There is no sound in this.');
    }
    const total = Math.floor(piece.durationSeconds * 1000);
    const count = Math.ceil(total / everyMs);
    const segments = Array.from({ length: count }, (_, index) => ({
      startMs: index * everyMs,
      endMs: Math.min(total, (index + 1) * everyMs),
      text: `[Sandbox: nobody listened to this] Part ${index + 1}`,
    }));
    return { language: piece.language ?? 'en', segments };
  }
}
