import { derivedKey } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { InvalidSettings } from '@edumaster/settings';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type MediaSettings, mediaSettingsToken } from '../config.ts';
import {
  checkToken,
  expiryOf,
  type SignatureScheme,
  signToken,
  type TokenVerdict,
} from '../domain/signed-path.ts';

/** Long enough for a slow line; an upload gives fresh addresses at any time. */
const partMilliseconds = 12 * 60 * 60_000;

/** A withdrawn access ends with it; players ask again before. */
const playbackMilliseconds = 10 * 60_000;

const rememberedTokens = 20_000;

export type DeliverySettings = Pick<
  MediaSettings,
  'EDUMASTER_DELIVERY_URL' | 'EDUMASTER_DELIVERY_KEY' | 'EDUMASTER_DELIVERY_SIGNATURE'
>;

export interface PartPlace {
  readonly tenantId: string;
  readonly uploadId: string;
  readonly number: number;
}

export interface SignedBase {
  /** From the root, or absolute where something else delivers; without a slash at the end. */
  readonly base: string;
  readonly expiresAt: Date;
}

/** Addresses that say by themselves what they allow: they work on any host and without a session. */
@Injectable()
export class SignedAddresses {
  readonly #partKey: Buffer;
  readonly #playbackKey: Buffer;
  readonly #playbackScheme: SignatureScheme;
  readonly #deliveryOrigin: string;
  /** By asset and end. */
  readonly #signed = new LRUCache<string, string>({ max: rememberedTokens });
  /** Ends of those that are ours, by asset and token. */
  readonly #checked = new LRUCache<string, number>({ max: rememberedTokens });

  /** @throws InvalidSettings */
  constructor(installation: Installation, @Inject(mediaSettingsToken) settings: DeliverySettings) {
    const { EDUMASTER_DELIVERY_KEY: shared, EDUMASTER_DELIVERY_SIGNATURE: scheme } = settings;
    if (scheme === 'secure-link' && !shared) {
      throw new InvalidSettings([
        'EDUMASTER_DELIVERY_SIGNATURE is secure-link, so nginx and this server must share an ' +
          'EDUMASTER_DELIVERY_KEY',
      ]);
    }
    this.#partKey = derivedKey(installation.rootSecret, 'upload-part');
    this.#playbackKey = shared
      ? Buffer.from(shared)
      : derivedKey(installation.rootSecret, 'playback-url');
    this.#playbackScheme = scheme;
    this.#deliveryOrigin = settings.EDUMASTER_DELIVERY_URL ?? '';
  }

  partsExpireAt(now: Date): Date {
    return wholeSeconds(now.getTime() + partMilliseconds);
  }

  part(place: PartPlace, expiresAt: Date): string {
    const token = signToken({ key: this.#partKey, subject: subjectOf(place) }, expiresAt);
    return `/u/${token}/${place.tenantId}/${place.uploadId}/${place.number}`;
  }

  checkPart(place: PartPlace, token: string, now: Date): TokenVerdict {
    return checkToken({ key: this.#partKey, subject: subjectOf(place) }, token, now);
  }

  /**
   * One token for all files of an asset, so that playlists can name them relatively. All who begin to
   * watch it in the same second get the same one.
   */
  playback(assetId: string, now: Date): SignedBase {
    const expiresAt = wholeSeconds(now.getTime() + playbackMilliseconds);
    const name = `${assetId} ${expiresAt.getTime()}`;
    const known = this.#signed.get(name);
    const token = known ?? signToken(this.#watching(assetId), expiresAt);
    if (!known) this.#signed.set(name, token);
    return { base: `${this.#deliveryOrigin}/v/${token}/${assetId}`, expiresAt };
  }

  /** A viewer comes with one token for each segment: its signature is computed once. */
  checkPlayback(assetId: string, token: string, now: Date): TokenVerdict {
    const name = `${assetId} ${token}`;
    const expiresAt = this.#checked.get(name);
    if (expiresAt !== undefined) return expiresAt > now.getTime() ? 'valid' : 'expired';
    const verdict = checkToken(this.#watching(assetId), token, now);
    if (verdict === 'valid') this.#checked.set(name, expiryOf(token).getTime());
    return verdict;
  }

  #watching(assetId: string) {
    return { key: this.#playbackKey, scheme: this.#playbackScheme, subject: assetId };
  }
}

function subjectOf({ tenantId, uploadId, number }: PartPlace): string {
  return `${tenantId}/${uploadId}/${number}`;
}

function wholeSeconds(milliseconds: number): Date {
  return new Date(Math.floor(milliseconds / 1000) * 1000);
}
