import { Db, type SystemTx } from '@edumaster/database';
import { AppError, type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { actingUser } from './acting-user.ts';
import { AccountChanges } from '../messages/account-changes.ts';
import { TokenIssuer } from '../relying-party/token-issuer.ts';
import { findPerson } from '../store/persons.ts';
import { endProgramSignIn, findSession } from '../store/sign-ins.ts';
import { lockIssuerSession, revokeSessionsOf, revokeWebSession } from '../store/web-sessions.ts';

/** A person signs one of their devices out. */
@Injectable()
export class EndSignIn {
  readonly #db: Db;
  readonly #changes: AccountChanges;
  readonly #issuer: TokenIssuer;

  constructor(db: Db, changes: AccountChanges, issuer: TokenIssuer) {
    this.#db = db;
    this.#changes = changes;
    this.#issuer = issuer;
  }

  /** @throws AppError `sign_in_not_found` */
  async run(ctx: Ctx, { signInId }: { signInId: string }): Promise<void> {
    const personId = actingUser(ctx);
    await this.#db.inSystemTx(systemCtx('a person signs a device out', ctx), async (tx) => {
      const person = await findPerson(tx, personId);
      const hasEnded = person && (await this.#end(tx, personId, signInId));
      if (!hasEnded) throw new AppError('sign_in_not_found');
      await this.#changes.record(
        tx,
        { origin: ctx, person },
        { action: 'account.device_signed_out' },
      );
    });
  }

  async #end(tx: SystemTx, personId: Id<'user'>, signInId: string): Promise<boolean> {
    const session = await findSession(tx, personId, signInId);
    if (!session) return endProgramSignIn(tx, personId, signInId);
    await revokeWebSession(tx, signInId);
    const { issuerSession } = session;
    if (issuerSession === null) return true;
    await lockIssuerSession(tx, issuerSession);
    await revokeSessionsOf(tx, issuerSession);
    await this.#issuer.endSession(tx, issuerSession);
    return true;
  }
}
