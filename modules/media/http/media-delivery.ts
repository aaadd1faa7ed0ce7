import { AppError, isId } from '@edumaster/kernel';
import type { PlainRoutes } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
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
      handler: async (request, reply) => {
        const { token, assetId, file } = request.params;
        this.#requireValid(assetId, token);
        const contentType = deliveredType(file);
        if (!contentType) throw new AppError('not_found');
        // A master playlist and a manifest gain variants while the video is encoded; what it names stays.
        const cacheControl = namesOthers(file) ? 'private, no-cache' : 'private, max-age=600';
        const key = deliveryKey(assetId, file);
        return this.#sender.send(request, reply, { key, contentType, cacheControl });
      },
    });
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

function namesOthers(file: string): boolean {
  return file.endsWith('.m3u8') || file.endsWith('.mpd');
}
