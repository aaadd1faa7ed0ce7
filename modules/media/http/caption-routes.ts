import { Readable } from 'node:stream';
import { type Call, FileAnswer, type HandlerAnswer, Route } from '@edumaster/http';
import type { ResponseOf } from '@edumaster/http/contract';
import { Injectable } from '@nestjs/common';
import {
  addCaptions,
  deleteCaptions,
  downloadCaptions,
  listCaptions,
  readCaptions,
  renameCaptions,
  replaceCaptions,
  saveCaptions,
} from '../contracts/captions.ts';
import { captionTypes, printCaptions } from '../domain/print-captions.ts';
import { ReadCaptions } from '../queries/read-captions.ts';
import type { Caption } from '../store/caption-store.ts';
import { AddCaptions } from '../use-cases/add-captions.ts';
import { DeleteCaptions } from '../use-cases/delete-captions.ts';
import { RenameCaptions } from '../use-cases/rename-captions.ts';
import { ReplaceCaptions } from '../use-cases/replace-captions.ts';
import { SaveCaptions } from '../use-cases/save-captions.ts';

@Injectable()
export class CaptionRoutes {
  readonly #read: ReadCaptions;
  readonly #add: AddCaptions;
  readonly #save: SaveCaptions;
  readonly #replace: ReplaceCaptions;
  readonly #rename: RenameCaptions;
  readonly #delete: DeleteCaptions;

  constructor(
    read: ReadCaptions,
    add: AddCaptions,
    save: SaveCaptions,
    replace: ReplaceCaptions,
    rename: RenameCaptions,
    deletion: DeleteCaptions,
  ) {
    this.#read = read;
    this.#add = add;
    this.#save = save;
    this.#replace = replace;
    this.#rename = rename;
    this.#delete = deletion;
  }

  @Route(listCaptions)
  async list({
    ctx,
    params,
  }: Call<typeof listCaptions>): Promise<HandlerAnswer<typeof listCaptions>> {
    const tracks = await this.#read.list(ctx, params.id);
    return { items: tracks.map(presentTrack) };
  }

  @Route(addCaptions)
  async add({
    ctx,
    params,
    body,
  }: Call<typeof addCaptions>): Promise<HandlerAnswer<typeof addCaptions>> {
    return presentTrack(await this.#add.run(ctx, { mediaId: params.id, ...body }));
  }

  @Route(readCaptions)
  async read({
    ctx,
    params,
  }: Call<typeof readCaptions>): Promise<HandlerAnswer<typeof readCaptions>> {
    const { caption, cues } = await this.#read.one(ctx, trackOf(params));
    return { ...presentTrack(caption), cues: [...cues] };
  }

  @Route(saveCaptions)
  async save({
    ctx,
    params,
    body,
  }: Call<typeof saveCaptions>): Promise<HandlerAnswer<typeof saveCaptions>> {
    return presentTrack(await this.#save.run(ctx, { ...trackOf(params), ...body }));
  }

  @Route(replaceCaptions)
  async replace({
    ctx,
    params,
    body,
  }: Call<typeof replaceCaptions>): Promise<HandlerAnswer<typeof replaceCaptions>> {
    return presentTrack(await this.#replace.run(ctx, { ...trackOf(params), ...body }));
  }

  @Route(downloadCaptions)
  async download({ ctx, params, query }: Call<typeof downloadCaptions>): Promise<FileAnswer> {
    const { format = 'vtt' } = query;
    const { caption, cues } = await this.#read.one(ctx, trackOf(params));
    const content = Buffer.from(printCaptions(cues, format));
    return new FileAnswer({
      filename: `captions-${caption.language}.${format}`,
      contentType: captionTypes[format],
      size: content.length,
      stream: Readable.from([content]),
    });
  }

  @Route(renameCaptions)
  async rename({
    ctx,
    params,
    body,
  }: Call<typeof renameCaptions>): Promise<HandlerAnswer<typeof renameCaptions>> {
    const { version, label: newLabel, language: newLanguage } = body;
    const renamed = { ...trackOf(params), version, newLabel, newLanguage };
    return presentTrack(await this.#rename.run(ctx, renamed));
  }

  @Route(deleteCaptions)
  async delete({ ctx, params }: Call<typeof deleteCaptions>): Promise<void> {
    await this.#delete.run(ctx, trackOf(params));
  }
}

function trackOf({ id, language }: { id: string; language: string }) {
  return { mediaId: id, language };
}

function presentTrack(track: Caption): ResponseOf<typeof saveCaptions> {
  const { language, label, origin, status, version, cueCount, copiedFrom, updatedAt } = track;
  const facts = { language, label, origin, status, version, cueCount, copiedFrom };
  return { ...facts, updatedAt: updatedAt.toISOString() };
}
