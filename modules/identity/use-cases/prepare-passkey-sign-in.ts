import { Db } from '@edumaster/database';
import type { SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { type InteractionRequest, Interactions } from '../issuer/interactions.ts';
import { challengeSeconds, PasskeyCeremony } from '../passkeys/passkey-ceremony.ts';
import { saveChallenge } from '../store/passkey-challenges.ts';

/** Somebody may sign in by a passkey: what their authenticator is asked to sign. */
@Injectable()
export class PreparePasskeySignIn {
  readonly #db: Db;
  readonly #interactions: Interactions;
  readonly #ceremony: PasskeyCeremony;

  constructor(db: Db, interactions: Interactions, ceremony: PasskeyCeremony) {
    this.#db = db;
    this.#interactions = interactions;
    this.#ceremony = ceremony;
  }

  /** @throws AppError `sign_in_expired` */
  async run(
    ctx: SystemCtx,
    at: InteractionRequest,
  ): Promise<PublicKeyCredentialRequestOptionsJSON> {
    await this.#interactions.hostOf(at);
    const options = await this.#ceremony.requestOptions();
    const { challenge } = options;
    const expiresAt = new Date(ctx.now.getTime() + challengeSeconds * 1_000);
    await this.#db.inSystemTx(ctx, (tx) =>
      saveChallenge(tx, { purpose: 'sign-in', boundTo: at.uid }, { challenge, expiresAt }),
    );
    return options;
  }
}
