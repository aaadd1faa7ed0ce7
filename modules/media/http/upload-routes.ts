import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Inject, Injectable } from '@nestjs/common';
import { type MediaSettings, mediaSettingsToken } from '../config.ts';
import {
  abortUpload,
  completeUpload,
  createUpload,
  readUpload,
  readUploadRules,
} from '../contracts.ts';
import { acceptedFiles } from '../domain/upload-rules.ts';
import { ReadUpload } from '../queries/read-upload.ts';
import { AbortUpload } from '../use-cases/abort-upload.ts';
import { CompleteUpload } from '../use-cases/complete-upload.ts';
import { CreateUpload } from '../use-cases/create-upload.ts';

@Injectable()
export class UploadRoutes {
  readonly #create: CreateUpload;
  readonly #read: ReadUpload;
  readonly #complete: CompleteUpload;
  readonly #abort: AbortUpload;
  readonly #maxVideoBytes: number;

  constructor(
    create: CreateUpload,
    read: ReadUpload,
    complete: CompleteUpload,
    abort: AbortUpload,
    @Inject(mediaSettingsToken) settings: MediaSettings,
  ) {
    this.#create = create;
    this.#read = read;
    this.#complete = complete;
    this.#abort = abort;
    this.#maxVideoBytes = settings.EDUMASTER_UPLOAD_MAX_BYTES;
  }

  @Route(readUploadRules)
  async rules({
    query,
  }: Call<typeof readUploadRules>): Promise<HandlerAnswer<typeof readUploadRules>> {
    const { extensions, maxBytes } = acceptedFiles(query.purpose, this.#maxVideoBytes);
    return { extensions: [...extensions], maxBytes };
  }

  @Route(createUpload)
  async create({
    ctx,
    body,
  }: Call<typeof createUpload>): Promise<HandlerAnswer<typeof createUpload>> {
    const { parts, expiresAt, ...created } = await this.#create.run(ctx, body);
    return { ...created, parts: [...parts], expiresAt: expiresAt.toISOString() };
  }

  @Route(readUpload)
  async read({ ctx, params }: Call<typeof readUpload>): Promise<HandlerAnswer<typeof readUpload>> {
    const { received, missing, expiresAt, ...state } = await this.#read.run(ctx, params.id);
    return {
      ...state,
      expiresAt: expiresAt.toISOString(),
      received: [...received],
      missing: [...missing],
    };
  }

  @Route(completeUpload)
  async complete({
    ctx,
    params,
    body,
  }: Call<typeof completeUpload>): Promise<HandlerAnswer<typeof completeUpload>> {
    const mediaId = await this.#complete.run(ctx, { uploadId: params.id, parts: body.parts });
    return { mediaId };
  }

  @Route(abortUpload)
  async abort({ ctx, params }: Call<typeof abortUpload>): Promise<void> {
    await this.#abort.run(ctx, params.id);
  }
}
