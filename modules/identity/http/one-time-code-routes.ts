import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import {
  confirmOneTimeCodes,
  readOneTimeCodes,
  renewRecoveryCodes,
  setUpOneTimeCodes,
  turnOffOneTimeCodes,
} from '../contracts/one-time-codes.ts';
import { ReadOneTimeCodes } from '../queries/read-one-time-codes.ts';
import { ConfirmPerson } from '../use-cases/confirm-person.ts';
import { ConfirmOneTimeCodes } from '../use-cases/confirm-one-time-codes.ts';
import { RenewRecoveryCodes } from '../use-cases/renew-recovery-codes.ts';
import { SetUpOneTimeCodes } from '../use-cases/set-up-one-time-codes.ts';
import { TurnOffOneTimeCodes } from '../use-cases/turn-off-one-time-codes.ts';
import { changerOf } from './changer.ts';

/** A person's second factor. */
@Injectable()
export class OneTimeCodeRoutes {
  readonly #confirmPerson: ConfirmPerson;
  readonly #read: ReadOneTimeCodes;
  readonly #setUp: SetUpOneTimeCodes;
  readonly #confirm: ConfirmOneTimeCodes;
  readonly #turnOff: TurnOffOneTimeCodes;
  readonly #renew: RenewRecoveryCodes;

  constructor(
    confirmPerson: ConfirmPerson,
    read: ReadOneTimeCodes,
    setUp: SetUpOneTimeCodes,
    confirm: ConfirmOneTimeCodes,
    turnOff: TurnOffOneTimeCodes,
    renew: RenewRecoveryCodes,
  ) {
    this.#confirmPerson = confirmPerson;
    this.#read = read;
    this.#setUp = setUp;
    this.#confirm = confirm;
    this.#turnOff = turnOff;
    this.#renew = renew;
  }

  @Route(readOneTimeCodes)
  async read({
    ctx,
  }: Call<typeof readOneTimeCodes>): Promise<HandlerAnswer<typeof readOneTimeCodes>> {
    const system = systemCtx('a person looks at their one-time codes', ctx);
    const { since, recoveryCodesLeft } = await this.#read.run(system, changerOf(ctx).personId);
    return { isOn: since !== null, since: since?.toISOString() ?? null, recoveryCodesLeft };
  }

  @Route(setUpOneTimeCodes)
  async setUp({
    ctx,
    body,
  }: Call<typeof setUpOneTimeCodes>): Promise<HandlerAnswer<typeof setUpOneTimeCodes>> {
    await this.#confirmPerson.run(ctx, { password: body.currentPassword });
    const system = systemCtx('a person sets one-time codes up', ctx);
    return this.#setUp.run(system, changerOf(ctx).personId);
  }

  @Route(confirmOneTimeCodes)
  async confirm({
    ctx,
    body,
  }: Call<typeof confirmOneTimeCodes>): Promise<HandlerAnswer<typeof confirmOneTimeCodes>> {
    const system = systemCtx('a person turns one-time codes on', ctx);
    const codes = await this.#confirm.run(system, changerOf(ctx), body.code);
    return { recoveryCodes: [...codes] };
  }

  @Route(turnOffOneTimeCodes)
  async turnOff({ ctx, body }: Call<typeof turnOffOneTimeCodes>): Promise<void> {
    await this.#confirmPerson.run(ctx, { password: body.currentPassword });
    const system = systemCtx('a person turns one-time codes off', ctx);
    await this.#turnOff.run(system, changerOf(ctx));
  }

  @Route(renewRecoveryCodes)
  async renew({
    ctx,
    body,
  }: Call<typeof renewRecoveryCodes>): Promise<HandlerAnswer<typeof renewRecoveryCodes>> {
    await this.#confirmPerson.run(ctx, { password: body.currentPassword });
    const system = systemCtx('a person gets new recovery codes', ctx);
    return { recoveryCodes: [...(await this.#renew.run(system, changerOf(ctx)))] };
  }
}
