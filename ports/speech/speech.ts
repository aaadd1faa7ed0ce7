/** A part of the sound of a video, as a file of its own. */
export interface SoundPiece {
  readonly bytes: Uint8Array;
  /** Its ending says what it is, for example `piece.m4a`. */
  readonly filename: string;
  readonly contentType: string;
  readonly durationSeconds: number;
  /** BCP 47, when it is known what is spoken. */
  readonly language?: string | undefined;
}

/** Times are milliseconds from the beginning of the piece, rising; text is plain and never empty. */
export interface HeardSegment {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

export interface HeardSpeech {
  /** BCP 47; null when the provider does not say. */
  readonly language: string | null;
  /** Empty where nobody speaks. */
  readonly segments: readonly HeardSegment[];
}

/** Writes down what is said. An abstract class, so that it is also its name in the container. */
export abstract class Speech {
  /** Who listens, for the person who asks for captions. */
  abstract readonly label: string;
  /** Nobody listens: what comes back only shows how it would look. */
  abstract readonly isSandbox: boolean;
  /** A larger piece is refused. */
  abstract readonly mostBytes: number;

  /**
   * May take minutes; repeated, it costs again.
   * @throws SpeechError
   */
  abstract transcribe(piece: SoundPiece, signal?: AbortSignal): Promise<HeardSpeech>;
}
