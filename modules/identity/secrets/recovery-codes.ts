import { createHmac, randomBytes } from 'node:crypto';
import { derivedKey } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { newRecoveryCode, recoveryCodeCount } from '../domain/typed-code.ts';

/** Makes codes to write down, and what the database keeps of them. */
@Injectable()
export class RecoveryCodes {
  readonly #key: Buffer;

  constructor(installation: Installation) {
    this.#key = derivedKey(installation.rootSecret, 'recovery-code');
  }

  make(): readonly string[] {
    return Array.from({ length: recoveryCodeCount }, () => newRecoveryCode(randomBytes));
  }

  /** Bound to the person, so that a row moved to another is worth nothing. */
  hash(personId: string, code: string): string {
    return createHmac('sha256', this.#key).update(`${personId} ${code}`).digest('base64url');
  }
}
