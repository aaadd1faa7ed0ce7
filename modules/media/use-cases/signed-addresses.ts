import { derivedKey } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { checkToken, signToken, type TokenVerdict } from '../domain/signed-path.ts';

/** Long enough for a slow line; an upload gives fresh addresses at any time. */
const partMilliseconds = 12 * 60 * 60_000;

/** A withdrawn access ends with it; players ask again before. */
const playbackMilliseconds = 10 * 60_000;

export interface PartPlace {
  readonly tenantId: string;
  readonly uploadId: string;
  readonly number: number;
}

export interface SignedBase {
  /** From the root, without a slash at the end. */
  readonly path: string;
  readonly expiresAt: Date;
}

/** Addresses that say by themselves what they allow: they work on any host and without a session. */
@Injectable()
export class SignedAddresses {
  readonly #partKey: Buffer;
  readonly #playbackKey: Buffer;

  constructor(installation: Installation) {
    this.#partKey = derivedKey(installation.rootSecret, 'upload-part');
    this.#playbackKey = derivedKey(installation.rootSecret, 'playback-url');
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

  /** One token for all files of an asset, so that playlists can name them relatively. */
  playback(assetId: string, now: Date): SignedBase {
    const expiresAt = wholeSeconds(now.getTime() + playbackMilliseconds);
    const token = signToken({ key: this.#playbackKey, subject: assetId }, expiresAt);
    return { path: `/v/${token}/${assetId}`, expiresAt };
  }

  checkPlayback(assetId: string, token: string, now: Date): TokenVerdict {
    return checkToken({ key: this.#playbackKey, subject: assetId }, token, now);
  }
}

function subjectOf({ tenantId, uploadId, number }: PartPlace): string {
  return `${tenantId}/${uploadId}/${number}`;
}

function wholeSeconds(milliseconds: number): Date {
  return new Date(Math.floor(milliseconds / 1000) * 1000);
}
