import { AppError, isId } from '@edumaster/kernel';
import type { PlainRoutes } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { deliveredType } from '../domain/delivered-files.ts';
import { deliveryKey } from '../domain/file-keys.ts';
import { SignedAddresses } from '../use-cases/signed-addresses.ts';
import { FileSender } from './file-sender.ts';

interface DeliveryParams {
  readonly token: string;
  readonly assetId: string;
  readonly file: string;
}

/**
 * `GET /v/<hmac>.<expiry>/<asset>/<file>`: playlists, segments and posters on any host. The token
 * holds for all files of the asset, so that playlists name them relatively and a cache in front
 * can leave it out of its key. No database is asked.
 */
@Injectable()
export class MediaDelivery implements PlainRoutes {
  readonly #addresses: SignedAddresses;
  readonly #sender: FileSender;

  constructor(addresses: SignedAddresses, sender: FileSender) {
    this.#addresses = addresses;
    this.#sender = sender;
  }

  mount(app: FastifyInstance): void {
    app.route<{ Params: DeliveryParams }>({
      method: ['GET', 'HEAD'],
      url: '/v/:token/:assetId/:file',
      handler: (request, reply) => this.#deliver(request, reply, request.params),
    });
    app.route<{ Params: DeliveryParams }>({
      method: ['GET', 'HEAD'],
      url: '/v/:token/:assetId/captions/:file',
      handler: (request, reply) => {
        const { file, ...place } = request.params;
        return this.#deliver(request, reply, { ...place, file: `captions/${file}` });
      },
    });
  }

  async #deliver(request: FastifyRequest, reply: FastifyReply, asked: DeliveryParams) {
    const { token, assetId, file } = asked;
    this.#requireValid(assetId, token);
    const contentType = deliveredType(file);
    if (!contentType) throw new AppError('not_found');
    // The address says by itself who may, and no cookie counts: pages of any host may ask.
    reply
      .header('access-control-allow-origin', '*')
      .header('access-control-expose-headers', 'content-length, content-range, etag')
      .header('cross-origin-resource-policy', 'cross-origin');
    const isLasting = !isChanging(file);
    const cacheControl = isLasting ? 'private, max-age=600' : 'private, no-cache';
    const key = deliveryKey(assetId, file);
    return this.#sender.send(request, reply, { key, contentType, cacheControl, isLasting });
  }

  #requireValid(assetId: string, token: string): void {
    const verdict = isId(assetId)
      ? this.#addresses.checkPlayback(assetId, token, new Date())
      : 'altered';
    if (verdict === 'valid') return;
    const detail = verdict === 'expired' ? 'This playback address has expired' : undefined;
    throw new AppError('playback_address_refused', detail ? { detail } : {});
  }
}

/**
 * Playlists and manifests gain variants while the video is encoded, and people correct captions; all
 * other files stay as they are.
 */
function isChanging(file: string): boolean {
  return ['.m3u8', '.mpd', '.vtt'].some((ending) => file.endsWith(ending));
}
