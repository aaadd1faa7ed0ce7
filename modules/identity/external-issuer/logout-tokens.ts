import { Injectable } from '@nestjs/common';
import { jwtVerify, type JWTVerifyResult } from 'jose';
import { z } from 'zod';
import { IssuerUnreachable } from '../relying-party/issuer-outage.ts';
import { ExternalIssuerClient } from './external-issuer-client.ts';
import { ExternalIssuerSettings } from './external-issuer-settings.ts';
import { algorithms } from './external-tokens.ts';

/** By OpenID Connect Back-Channel Logout 1.0, section 2.4. */
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

/** One that is older was held back by somebody; the clocks of both sides may differ a little. */
const freshSeconds = 300;
const clockSkewSeconds = 60;

const claimsSchema = z
  .object({
    jti: z.string().min(1).max(255),
    sid: z.string().min(1).max(255).optional(),
    sub: z.string().min(1).max(255).optional(),
    events: z.object({ [logoutEvent]: z.looseObject({}) }),
    // With a nonce it could be taken for an ID token, or an ID token for it.
    nonce: z.never().optional(),
  })
  .refine(({ sid, sub }) => sid !== undefined || sub !== undefined);

/** Whom the issuer has signed out: one session of theirs, or all. */
export interface AnnouncedLogout {
  readonly tokenId: string;
  readonly session: string | null;
  readonly subject: string | null;
}

/** Checks what the issuer announces. */
@Injectable()
export class LogoutTokens {
  readonly #client: ExternalIssuerClient;
  readonly #settings: ExternalIssuerSettings;

  constructor(client: ExternalIssuerClient, settings: ExternalIssuerSettings) {
    this.#client = client;
    this.#settings = settings;
  }

  /** Undefined for what the issuer has not announced to us just now. @throws IssuerUnreachable */
  async verify(token: string): Promise<AnnouncedLogout | undefined> {
    const { issuer } = (await this.#client.configuration()).serverMetadata();
    const verified = await jwtVerify(token, await this.#client.keyOf(), {
      algorithms,
      issuer,
      audience: this.#settings.clientId,
      requiredClaims: ['iat', 'jti', 'events'],
      maxTokenAge: freshSeconds,
      clockTolerance: clockSkewSeconds,
    }).catch((error: unknown) => {
      if (error instanceof IssuerUnreachable) throw error;
      return undefined;
    });
    return verified && announced(verified);
  }
}

function announced({ payload, protectedHeader }: JWTVerifyResult): AnnouncedLogout | undefined {
  const type = protectedHeader.typ?.toLowerCase().replace(/^application\//, '') ?? 'jwt';
  const parsed = claimsSchema.safeParse(payload);
  if (!parsed.success || (type !== 'logout+jwt' && type !== 'jwt')) return undefined;
  const { jti: tokenId, sid: session = null, sub: subject = null } = parsed.data;
  return { tokenId, session, subject };
}
