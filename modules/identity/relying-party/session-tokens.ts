import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Seal } from '@edumaster/kernel';

const schema = z.object({
  refreshToken: z.string().optional(),
  /** For the issuer to know who signs out. */
  idToken: z.string().optional(),
});

export type KeptTokens = z.output<typeof schema>;

/** Seals the issuer's tokens for the session that they belong to; no browser ever sees them. */
@Injectable()
export class SessionTokens {
  readonly #seal: Seal;

  constructor(installation: Installation) {
    this.#seal = new Seal(installation.rootSecret, 'web-refresh-token');
  }

  close(sessionId: string, tokens: KeptTokens): string {
    return this.#seal.close(JSON.stringify(schema.parse(tokens)), sessionId);
  }

  /** Empty when they were sealed with another secret. */
  open(sessionId: string, sealed: string): KeptTokens {
    const plain = this.#seal.open(sealed, sessionId);
    try {
      return schema.parse(JSON.parse(plain ?? '{}'));
    } catch {
      // Earlier versions sealed the refresh token alone, which nothing asked for.
      return {};
    }
  }
}
