import { derivedKey } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Inject, Injectable } from '@nestjs/common';
import { type MediaSettings, mediaSettingsToken } from '../config.ts';
import { checkToken, signToken, type TokenVerdict } from '../domain/signed-path.ts';

/** Long enough to begin; a download that was begun goes on to its end. */
const downloadMilliseconds = 10 * 60_000;

interface DownloadedFile {
  readonly mediaId: string;
  /** What it is saved as. */
  readonly filename: string;
}

export interface DownloadAddress {
  /** From the root, or absolute where files have an origin of their own. */
  readonly url: string;
  readonly expiresAt: Date;
}

/** Addresses of files of courses, which say by themselves what they allow. */
@Injectable()
export class DownloadAddresses {
  readonly #key: Buffer;
  readonly #origin: string;

  constructor(
    installation: Installation,
    @Inject(mediaSettingsToken) settings: Pick<MediaSettings, 'EDUMASTER_FILES_URL'>,
  ) {
    this.#key = derivedKey(installation.rootSecret, 'download-url');
    this.#origin = settings.EDUMASTER_FILES_URL ?? '';
  }

  of(file: DownloadedFile, now: Date): DownloadAddress {
    const seconds = Math.floor((now.getTime() + downloadMilliseconds) / 1000);
    const expiresAt = new Date(seconds * 1000);
    const token = signToken(this.#downloading(file), expiresAt);
    const name = encodeURIComponent(file.filename);
    return { url: `${this.#origin}/r/${token}/${file.mediaId}/${name}`, expiresAt };
  }

  check(file: DownloadedFile, token: string, now: Date): TokenVerdict {
    return checkToken(this.#downloading(file), token, now);
  }

  #downloading({ mediaId, filename }: DownloadedFile) {
    return { key: this.#key, scheme: 'hmac-sha256', subject: `${mediaId}/${filename}` } as const;
  }
}
