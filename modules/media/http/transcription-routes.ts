import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import type { ResponseOf } from '@edumaster/http/contract';
import { Injectable } from '@nestjs/common';
import {
  cancelTranscription,
  readTranscription,
  requestTranscription,
} from '../contracts/transcriptions.ts';
import { ReadTranscription } from '../queries/read-transcription.ts';
import type { Transcription } from '../store/transcription-store.ts';
import { CancelTranscription } from '../use-cases/cancel-transcription.ts';
import { RequestTranscription } from '../use-cases/request-transcription.ts';

@Injectable()
export class TranscriptionRoutes {
  readonly #read: ReadTranscription;
  readonly #request: RequestTranscription;
  readonly #cancel: CancelTranscription;

  constructor(read: ReadTranscription, request: RequestTranscription, cancel: CancelTranscription) {
    this.#read = read;
    this.#request = request;
    this.#cancel = cancel;
  }

  @Route(readTranscription)
  async read({
    ctx,
    params,
  }: Call<typeof readTranscription>): Promise<HandlerAnswer<typeof readTranscription>> {
    const { provider, hasSound, latest } = await this.#read.run(ctx, params.id);
    return { provider, hasSound, latest: latest ? present(latest) : null };
  }

  @Route(requestTranscription)
  async request({
    ctx,
    params,
    body,
  }: Call<typeof requestTranscription>): Promise<HandlerAnswer<typeof requestTranscription>> {
    return present(await this.#request.run(ctx, { mediaId: params.id, ...body }));
  }

  @Route(cancelTranscription)
  async cancel({ ctx, params }: Call<typeof cancelTranscription>): Promise<void> {
    await this.#cancel.run(ctx, { mediaId: params.id });
  }
}

function present(transcription: Transcription): ResponseOf<typeof requestTranscription> {
  const { status, progress, language, createdAt } = transcription;
  const { errorCode: code, errorMessage: message } = transcription;
  const error = code !== null && message !== null ? { error: { code, message } } : {};
  return { status, progress, language, createdAt: createdAt.toISOString(), ...error };
}
