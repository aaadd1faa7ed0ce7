import { Db } from '@edumaster/database';
import { AppError, type Ctx, id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { decodeJwt } from 'jose';
import { deviceLabel, roughPlace } from '../domain/device-label.ts';
import { wasSignedOutSince } from '../store/end-sign-ins.ts';
import { endProgramSignIn, noteProgramSignIn } from '../store/sign-ins.ts';

/** What a request says of whence it comes. */
export interface Visitor {
  readonly host: string;
  readonly userAgent: string | undefined;
  readonly address: string;
}

/** A program was given tokens, or new ones: its person finds it among their devices. */
@Injectable()
export class AdmitProgram {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /**
   * @throws AppError `invalid_credentials` when the person was signed out everywhere while the
   *   password was being checked: it may be that password which must not count any more
   */
  async run(
    ctx: Ctx,
    { accessToken, from, goesOn }: { accessToken: string; from: Visitor; goesOn: boolean },
  ): Promise<void> {
    const { sub, grant } = decodeJwt<{ grant?: string }>(accessToken);
    // Another issuer's programs are that one's to list.
    if (sub === undefined || grant === undefined) return;
    const personId = id<'user'>(sub);
    const system = systemCtx('a program is signed in', ctx);
    const isAdmitted = await this.#db.inSystemTx(system, async (tx) => {
      await noteProgramSignIn(tx, {
        grantId: grant,
        personId,
        host: from.host,
        device: deviceLabel(from.userAgent),
        place: roughPlace(from.address),
      });
      if (goesOn || !(await wasSignedOutSince(tx, personId, ctx.now))) return true;
      await endProgramSignIn(tx, personId, grant);
      return false;
    });
    if (!isAdmitted) throw new AppError('invalid_credentials');
  }
}
