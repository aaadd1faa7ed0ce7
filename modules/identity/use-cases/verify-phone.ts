import { type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { OneTimeMessages } from '../messages/one-time-messages.ts';
import { AnnounceApplication } from './announce-application.ts';
import { ChangePhone } from './change-phone.ts';

export interface PhoneProof {
  readonly personId: Id<'user'>;
  readonly phoneNumber: string;
  readonly code: string;
}

/** Somebody proves with the code that a number is theirs: it becomes that of their account. */
@Injectable()
export class VerifyPhone {
  readonly #messages: OneTimeMessages;
  readonly #changePhone: ChangePhone;
  readonly #announce: AnnounceApplication;

  constructor(messages: OneTimeMessages, changePhone: ChangePhone, announce: AnnounceApplication) {
    this.#messages = messages;
    this.#changePhone = changePhone;
    this.#announce = announce;
  }

  /** @throws AppError `code_wrong`, `code_expired` */
  async run(ctx: Ctx, { personId, phoneNumber, code }: PhoneProof): Promise<void> {
    const system = systemCtx('a person proves a telephone number', ctx);
    const proof = { template: 'phone-code', phoneNumber, personId, code } as const;
    await this.#messages.redeemCode(system, proof, async (tx) => {
      await this.#changePhone.inTx(tx, { personId, phoneNumber, origin: ctx, isProven: true });
      await this.#announce.inTx(tx, { tenantId: ctx.tenantId, personId });
    });
  }
}
