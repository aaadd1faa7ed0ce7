import { type Ctx, Log, newId } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { type Files, FilesError, FileStores } from '@edumaster/files';
import { Speech, SpeechError } from '@edumaster/speech';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { canonicalLanguage, maxTracks, ownNameOf } from '../domain/caption-track.ts';
import { inOrder, maxCues } from '../domain/cue.ts';
import { rebaseFragments } from '../domain/rebase-fragments.ts';
import { shapeHeard } from '../domain/shape-heard.ts';
import { type SoundPiecePlan, soundPieces, type SoundTrack } from '../domain/sound-pieces.ts';
import { captionsOf, insertCaption } from '../store/caption-store.ts';
import {
  beginTranscription,
  endTranscription,
  keepPiece,
  piecesOf,
  soundOf,
  type Transcription,
  type TranscriptionPiece,
} from '../store/transcription-store.ts';
import { CaptionWriter } from './caption-writer.ts';

interface Sound extends SoundTrack {
  readonly fileKey: string;
}

/** Why there will be no captions, for the person who waits for them. */
class Unable extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Listens to a video piece by piece, and makes a track of what was heard. */
@Injectable()
export class TranscribeVideo {
  readonly #db: Db;
  readonly #files: Files;
  readonly #writer: CaptionWriter;
  readonly #log: Log;
  readonly #speech: Speech | undefined;

  /** @param speech undefined in an installation that has no provider */
  constructor(
    db: Db,
    stores: FileStores,
    writer: CaptionWriter,
    log: Log,
    @Optional() @Inject(Speech) speech: Speech | undefined,
  ) {
    this.#db = db;
    this.#files = stores.delivery;
    this.#writer = writer;
    this.#log = log;
    this.#speech = speech;
  }

  /** @throws whatever may be mended by another try; what was heard so far is kept */
  async run(
    ctx: Ctx,
    { transcriptionId }: { readonly transcriptionId: string },
    signal: AbortSignal,
  ): Promise<void> {
    const begun = await this.#db.inTx(ctx, (tx) => beginTranscription(tx, transcriptionId));
    if (!begun) return;
    try {
      const pieces = await this.#listen(ctx, begun, signal);
      if (pieces) await this.#finish(ctx, begun, pieces);
    } catch (error) {
      signal.throwIfAborted();
      const failure = failureOf(error);
      if (!failure) throw error;
      this.#log.warn({ err: error, transcriptionId, code: failure.code }, 'no captions of this');
      const end = { status: 'failed', error: failure } as const;
      await this.#db.inTx(ctx, (tx) => endTranscription(tx, transcriptionId, end));
    }
  }

  /** Undefined when somebody cancelled it meanwhile. */
  async #listen(ctx: Ctx, { id, assetId, language }: Transcription, signal: AbortSignal) {
    const speech = this.#speech;
    if (!speech) throw new Unable('no_speech_provider', 'No speech service is set any more.');
    const { sound, known } = await this.#db.inTx(ctx, async (tx) => ({
      sound: await soundOf(tx, assetId),
      known: await piecesOf(tx, id),
    }));
    if (!sound) throw new Unable('no_sound', 'This video has no sound.');
    const track = { ...sound.track, fileKey: sound.fileKey };
    const plans = soundPieces(track, speech.mostBytes);
    const pieces = new Map(known.map((piece) => [piece.number, piece]));
    for (const plan of plans) {
      if (pieces.has(plan.number)) continue;
      const heard = await speech.transcribe(
        {
          bytes: await this.#bytesOf(track, plan),
          filename: 'piece.m4a',
          contentType: 'audio/mp4',
          durationSeconds: plan.durationSeconds,
          language: language ?? undefined,
        },
        signal,
      );
      const piece = pieceOf(plan, heard);
      const progress = Math.floor(((plan.number + 1) / plans.length) * 99);
      const isWanted = await this.#db.inTx(ctx, async (tx) => {
        await keepPiece(tx, id, { ...piece, progress });
        return (await beginTranscription(tx, id)) !== undefined;
      });
      if (!isWanted) return undefined;
      pieces.set(piece.number, piece);
    }
    return plans.flatMap(({ number }) => pieces.get(number) ?? []);
  }

  async #bytesOf({ fileKey, init }: Sound, { range }: SoundPiecePlan): Promise<Buffer> {
    const beginning = await this.#read(fileKey, init);
    const fragments = await this.#read(fileKey, range);
    rebaseFragments(fragments);
    return Buffer.concat([beginning, fragments]);
  }

  async #read(key: string, range: { offset: number; length: number }): Promise<Buffer> {
    const { stream } = await this.#files.read(key, range);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }

  async #finish(ctx: Ctx, wish: Transcription, pieces: readonly TranscriptionPiece[]) {
    const cues = inOrder(shapeHeard(pieces.flatMap(({ heard }) => heard))).slice(0, maxCues);
    if (cues.length === 0) throw new Unable('nothing_said', 'Nothing is said in this video.');
    const language = wish.language ?? mostHeard(pieces);
    if (!language) {
      throw new Unable('language_unknown', 'The language was not recognised. Please choose it.');
    }
    await this.#db.inTx(ctx, async (tx) => {
      await this.#requireRoom(tx, wish.assetId, language);
      if (!(await endTranscription(tx, wish.id, { status: 'done' }))) return;
      const caption = await insertCaption(tx, {
        id: newId(),
        assetId: wish.assetId,
        language,
        label: ownNameOf(language),
        origin: 'automatic',
        status: 'unreviewed',
        copiedFrom: null,
        updatedBy: null,
      });
      await this.#writer.write(tx, caption, { cues, status: 'unreviewed', by: null });
    });
  }

  /** Nobody's work is overwritten by a program. */
  async #requireRoom(tx: Tx, assetId: string, language: string): Promise<void> {
    const tracks = await captionsOf(tx, assetId);
    if (tracks.some((track) => track.language === language)) {
      const name = ownNameOf(language);
      throw new Unable('captions_exist', `There are captions in this language already: ${name}.`);
    }
    if (tracks.length >= maxTracks) {
      throw new Unable('too_many_captions', 'This video has as many captions as it may have.');
    }
  }
}

function pieceOf(
  { number, startMs }: SoundPiecePlan,
  { language, segments }: Awaited<ReturnType<Speech['transcribe']>>,
): TranscriptionPiece {
  const heard = segments.map((segment) => ({
    startMs: segment.startMs + startMs,
    endMs: segment.endMs + startMs,
    text: segment.text,
  }));
  return { number, language, heard };
}

/** The language of most words: a quotation in another one does not decide. */
function mostHeard(pieces: readonly TranscriptionPiece[]): string | undefined {
  const signs = new Map<string, number>();
  for (const { language, heard } of pieces) {
    const tag = language === null ? undefined : canonicalLanguage(language);
    const said = heard.reduce((sum, { text }) => sum + text.length, 0);
    if (tag) signs.set(tag, (signs.get(tag) ?? 0) + said);
  }
  return [...signs].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

/** Undefined for what another try may mend. */
function failureOf(error: unknown): { code: string; message: string } | undefined {
  if (error instanceof Unable) return { code: error.code, message: error.message };
  // The adapter has asked again by itself: a person decides whether it is tried once more.
  if (error instanceof SpeechError) return { code: `speech_${error.code}`, message: error.message };
  const isGone = error instanceof FilesError && error.code === 'not_found';
  return isGone
    ? { code: 'no_sound', message: 'The sound of this video is no longer there.' }
    : undefined;
}
