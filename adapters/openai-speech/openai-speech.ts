import { setTimeout as pause } from 'node:timers/promises';
import { type HeardSpeech, type SoundPiece, Speech, SpeechError } from '@edumaster/speech';
import { Agent, fetch, type Response } from 'undici';
import { readAnswer } from './read-answer.ts';

export interface OpenAiSpeechOptions {
  /** Up to and with `/v1`. */
  readonly baseUrl: string;
  /** Servers of one's own may need none. */
  readonly key?: string | undefined;
  readonly model: string;
  /** For one answer, by default ten minutes: as long as the longest piece plays. */
  readonly timeoutMs?: number;
  /** Between two tries where the server names no time; doubled for the next. */
  readonly pauseMs?: number;
}

const attempts = 3;
const defaultTimeoutMs = 600_000;
const longestPauseMs = 60_000;
/** An answer to ten minutes of talk has some 100 KB. */
const mostAnswerBytes = 16 * 1024 ** 2;

/** Asks an endpoint that speaks OpenAI's protocol. */
export class OpenAiSpeech extends Speech {
  readonly label: string;
  readonly isSandbox = false;
  /** https://platform.openai.com/docs/guides/speech-to-text: 25 MB, of which the form takes some. */
  readonly mostBytes = 25_000_000 - 100_000;
  readonly #address: string;
  readonly #options: OpenAiSpeechOptions;
  readonly #agent: Agent;

  constructor(options: OpenAiSpeechOptions) {
    super();
    this.#options = options;
    // By default a server that listens for more than five minutes would be given up.
    const { timeoutMs = defaultTimeoutMs } = options;
    this.#agent = new Agent({ headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
    this.#address = `${options.baseUrl.replace(/\/+$/, '')}/audio/transcriptions`;
    this.label = `${options.model} at ${new URL(this.#address).host}`;
  }

  async transcribe(piece: SoundPiece, signal?: AbortSignal): Promise<HeardSpeech> {
    signal?.throwIfAborted();
    if (piece.bytes.length > this.mostBytes) {
      throw new SpeechError('too_large', 'The sound is larger than the speech service takes.');
    }
    const { pauseMs = 2_000 } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#ask(piece, signal);
      } catch (error) {
        signal?.throwIfAborted();
        const failure = asFailure(error);
        if (failure.error.code !== 'unavailable' || attempt === attempts) throw failure.error;
        const wait = failure.retryAfterMs ?? pauseMs * 2 ** (attempt - 1);
        await pause(Math.min(wait, longestPauseMs), undefined, signal ? { signal } : {});
      }
    }
  }

  async #ask(piece: SoundPiece, signal: AbortSignal | undefined): Promise<HeardSpeech> {
    const { key, timeoutMs = defaultTimeoutMs } = this.#options;
    const form = await this.#formOf(piece);
    const timeout = AbortSignal.timeout(timeoutMs);
    const response = await fetch(this.#address, {
      method: 'POST',
      body: form.bytes,
      headers: {
        accept: 'application/json',
        'content-type': form.contentType,
        ...(key ? { authorization: `Bearer ${key}` } : {}),
      },
      dispatcher: this.#agent,
      // A redirect would carry the key and the sound to somebody else.
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Refusal(response.status, response.headers.get('retry-after'));
    }
    return readAnswer(await jsonOf(response), piece);
  }

  /** As bytes, whose length is known: servers refuse sound that comes without one. */
  async #formOf({ bytes, contentType, filename, language }: SoundPiece) {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)], { type: contentType }), filename);
    form.append('model', this.#options.model);
    form.append('response_format', 'verbose_json');
    form.append('timestamp_granularities[]', 'segment');
    // The protocol knows languages without their regions.
    const [spoken] = language?.split('-') ?? [];
    if (spoken) form.append('language', spoken);
    const encoded = new globalThis.Response(form);
    return {
      bytes: new Uint8Array(await encoded.arrayBuffer()),
      contentType: encoded.headers.get('content-type') ?? '',
    };
  }
}

class Refusal extends Error {
  readonly status: number;
  readonly retryAfter: string | null;

  constructor(status: number, retryAfter: string | null) {
    super(`the speech service answered ${status}`);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

interface Failure {
  readonly error: SpeechError;
  readonly retryAfterMs: number | undefined;
}

function asFailure(cause: unknown): Failure {
  if (cause instanceof SpeechError) return { error: cause, retryAfterMs: undefined };
  if (!(cause instanceof Refusal)) {
    const isSlow = cause instanceof Error && cause.name === 'TimeoutError';
    const message = isSlow
      ? 'The speech service did not answer in time.'
      : 'The speech service cannot be reached.';
    return { error: new SpeechError('unavailable', message, { cause }), retryAfterMs: undefined };
  }
  const seconds = Number(cause.retryAfter);
  const retryAfterMs = cause.retryAfter && seconds >= 0 ? seconds * 1000 : undefined;
  return { error: refusalOf(cause), retryAfterMs };
}

function refusalOf(cause: Refusal): SpeechError {
  const { status } = cause;
  if (status === 413) {
    return new SpeechError('too_large', 'The sound is larger than the speech service takes.', {
      cause,
    });
  }
  if (status === 400 || status === 415 || status === 422) {
    return new SpeechError('unreadable', 'The speech service cannot read this sound.', { cause });
  }
  if (status === 429 || status >= 500) {
    const message =
      status === 429
        ? 'The speech service takes no more at the moment, or its credit is used up.'
        : 'The speech service has a fault at the moment.';
    return new SpeechError('unavailable', message, { cause });
  }
  const message =
    'The speech service does not accept this installation. An administrator has to look at its key, model and address.';
  return new SpeechError('refused', message, { cause });
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await readText(response);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SpeechError('unavailable', 'The speech service gave no answer that can be read.', {
      cause,
    });
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > mostAnswerBytes) {
      throw new SpeechError('unavailable', 'The speech service gave an answer without an end.');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
