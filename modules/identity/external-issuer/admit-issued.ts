import { failure, type Id, type Outcome, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { IssuedTokens } from '../relying-party/token-issuer.ts';
import { AdmitSubject, type SubjectRefusal } from './admit-subject.ts';
import { ApplyIssuerRoles } from './apply-issuer-roles.ts';
import { ExternalTokens } from './external-tokens.ts';
import type { Claims } from './issuer-claims.ts';

type Issued = Pick<IssuedTokens, 'accessToken' | 'claims'>;

/** Takes in what the issuer says of a person whenever it gives tokens for them. */
@Injectable()
export class AdmitIssued {
  readonly #tokens: ExternalTokens;
  readonly #admitSubject: AdmitSubject;
  readonly #applyRoles: ApplyIssuerRoles;

  constructor(tokens: ExternalTokens, admitSubject: AdmitSubject, applyRoles: ApplyIssuerRoles) {
    this.#tokens = tokens;
    this.#admitSubject = admitSubject;
    this.#applyRoles = applyRoles;
  }

  /** @returns whose tokens these are */
  async run(ctx: SystemCtx, issued: Issued): Promise<Outcome<Id<'user'>, SubjectRefusal>> {
    const claims = await this.#allClaims(issued);
    const { sub: subject } = claims;
    if (typeof subject !== 'string') return failure('email_missing');
    const admitted = await this.#admitSubject.run(ctx, { subject, claims });
    if (admitted.ok) await this.#applyRoles.run(ctx, { personId: admitted.value, claims });
    return admitted;
  }

  /**
   * The same for a token that a program has from the issuer itself, when its person was never seen
   * here. Of others it says nothing: it may be older than what the issuer said last.
   */
  async atFirstSight(ctx: SystemCtx, accessToken: string, claims: Claims): Promise<void> {
    const { sub, email } = claims;
    if (typeof sub !== 'string' || typeof email !== 'string') return;
    if (await this.#admitSubject.isKnown(ctx, sub)) return;
    await this.run(ctx, { accessToken, claims });
  }

  /** @returns whether these are this person's, who may still act */
  async again(ctx: SystemCtx, personId: Id<'user'>, issued: Issued): Promise<boolean> {
    const claims = await this.#allClaims(issued);
    // A renewal may say nothing of the person; then it says no more than that they go on.
    if (claims['sub'] === undefined) return true;
    const admitted = await this.run(ctx, { ...issued, claims });
    return admitted.ok && admitted.value === personId;
  }

  /** Issuers say some things in the ID token and others, often the roles, in the access token. */
  async #allClaims({ accessToken, claims }: Issued): Promise<Claims> {
    const inAccessToken = await this.#tokens.verify(accessToken);
    if (!inAccessToken || (claims['sub'] ?? inAccessToken.sub) !== inAccessToken.sub) return claims;
    return { ...inAccessToken, ...claims };
  }
}
