import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { readMyApplication, removeMyDocument } from '../contracts/instructors.ts';
import { removeMyAvatar, sendPhoneCode, verifyPhone } from '../contracts/phone-verification.ts';
import { changeTaxDetails, readMyTaxDetails, readTaxDetails } from '../contracts/tax-details.ts';
import { ReadApplication } from '../queries/read-application.ts';
import { ReadTaxDetails } from '../queries/read-tax-details.ts';
import { ChangeTaxDetails } from '../use-cases/change-tax-details.ts';
import { RemoveFile } from '../use-cases/remove-file.ts';
import { SendPhoneCode } from '../use-cases/send-phone-code.ts';
import { VerifyPhone } from '../use-cases/verify-phone.ts';
import { actingUser } from '../use-cases/acting-user.ts';
import { presentParts, presentTax } from './present-application.ts';

/** What an applicant does about themselves, and the numbers for those who review. */
@Injectable()
export class ApplicantRoutes {
  readonly #application: ReadApplication;
  readonly #tax: ReadTaxDetails;
  readonly #changeTax: ChangeTaxDetails;
  readonly #sendCode: SendPhoneCode;
  readonly #verify: VerifyPhone;
  readonly #remove: RemoveFile;

  constructor(
    application: ReadApplication,
    tax: ReadTaxDetails,
    changeTax: ChangeTaxDetails,
    sendCode: SendPhoneCode,
    verify: VerifyPhone,
    remove: RemoveFile,
  ) {
    this.#application = application;
    this.#tax = tax;
    this.#changeTax = changeTax;
    this.#sendCode = sendCode;
    this.#verify = verify;
    this.#remove = remove;
  }

  @Route(readMyApplication)
  async readApplication({
    ctx,
  }: Call<typeof readMyApplication>): Promise<HandlerAnswer<typeof readMyApplication>> {
    const application = await this.#application.own(ctx, actingUser(ctx));
    const { status, mayApply } = application;
    return { status, mayApply, ...presentParts(application) };
  }

  @Route(removeMyDocument)
  async removeDocument({ ctx, params }: Call<typeof removeMyDocument>): Promise<void> {
    await this.#remove.paper(ctx, { personId: actingUser(ctx), mediaId: params.id });
  }

  @Route(removeMyAvatar)
  async removeAvatar({ ctx }: Call<typeof removeMyAvatar>): Promise<void> {
    await this.#remove.picture(ctx, actingUser(ctx));
  }

  @Route(sendPhoneCode)
  async sendCode(call: Call<typeof sendPhoneCode>): Promise<HandlerAnswer<typeof sendPhoneCode>> {
    const { ctx, body } = call;
    const { phoneNumber } = body;
    const expiresAt = await this.#sendCode.run(ctx, { personId: actingUser(ctx), phoneNumber });
    return { phoneNumber, expiresAt: expiresAt.toISOString() };
  }

  @Route(verifyPhone)
  async verify(call: Call<typeof verifyPhone>): Promise<HandlerAnswer<typeof verifyPhone>> {
    const { ctx, body } = call;
    await this.#verify.run(ctx, { personId: actingUser(ctx), ...body });
    return { phoneNumber: body.phoneNumber, verifiedAt: ctx.now.toISOString() };
  }

  @Route(changeTaxDetails)
  async changeTax(
    call: Call<typeof changeTaxDetails>,
  ): Promise<HandlerAnswer<typeof changeTaxDetails>> {
    const { ctx, body } = call;
    const personId = actingUser(ctx);
    await this.#changeTax.run(ctx, { personId, ...body });
    return presentTax(await this.#tax.ownMasked(ctx, personId));
  }

  @Route(readMyTaxDetails)
  async readOwnTax({
    ctx,
  }: Call<typeof readMyTaxDetails>): Promise<HandlerAnswer<typeof readMyTaxDetails>> {
    return presentTax(await this.#tax.ownMasked(ctx, actingUser(ctx)));
  }

  @Route(readTaxDetails)
  async readTax(call: Call<typeof readTaxDetails>): Promise<HandlerAnswer<typeof readTaxDetails>> {
    return presentTax(await this.#tax.inFull(call.ctx, id<'user'>(call.params.userId)));
  }
}
