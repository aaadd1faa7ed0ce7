import { Db } from '@edumaster/database';
import { AppError, type Id, type Seal, type SystemCtx } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { codeAddress, newCodeSecret } from '../secrets/code-secret.ts';
import { offerCodeSecret } from '../store/one-time-codes.ts';
import { findPerson } from '../store/persons.ts';
import { codeSecretSeal } from './check-one-time-code.ts';

export interface OfferedSecret {
  /** Base32. */
  readonly secret: string;
  /** For the QR code. */
  readonly address: string;
}

/** A person gets a secret for their app. Nobody is asked for codes until one has confirmed it. */
@Injectable()
export class SetUpOneTimeCodes {
  readonly #db: Db;
  readonly #seal: Seal;

  constructor(db: Db, installation: Installation) {
    this.#db = db;
    this.#seal = codeSecretSeal(installation);
  }

  /** @throws AppError `one_time_codes_on` */
  async run(ctx: SystemCtx, personId: Id<'user'>): Promise<OfferedSecret> {
    const secret = newCodeSecret();
    const sealed = this.#seal.close(secret, personId);
    const person = await this.#db.inSystemTx(ctx, async (tx) => {
      if (!(await offerCodeSecret(tx, personId, sealed))) throw new AppError('one_time_codes_on');
      return findPerson(tx, personId);
    });
    if (!person) throw new AppError('person_not_found');
    return { secret, address: codeAddress(secret, { issuer: 'EduMaster', account: person.email }) };
  }
}
