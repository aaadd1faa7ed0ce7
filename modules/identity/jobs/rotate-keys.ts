import type { CronHandler } from '@edumaster/jobs';
import { systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { EmbeddedSigningKeys } from '../issuer/embedded-signing-keys.ts';

const keySeconds = 90 * 24 * 3600;

/** Lets a signing key sign for 90 days, and removes those whose tokens have expired. */
@Injectable()
export class RotateKeys implements CronHandler {
  readonly name = 'identity.rotate-keys';
  readonly schedule = '41 * * * *';
  readonly #keys: EmbeddedSigningKeys;

  constructor(keys: EmbeddedSigningKeys) {
    this.#keys = keys;
  }

  async run(): Promise<void> {
    const ctx = systemCtx('signing keys are rotated by the clock');
    await this.#keys.rotateIfOlder(ctx, keySeconds);
  }
}
