import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import {
  confirmEmailChange,
  confirmMyEmailChange,
  readLink,
  requestEmailChange,
  requestEmailVerification,
  restoreEmail,
  verifyEmail,
  verifyMyEmail,
} from '../contracts.ts';
import { ReadLink } from '../queries/read-link.ts';
import { ConfirmEmailChange } from '../use-cases/confirm-email-change.ts';
import { RequestEmailChange } from '../use-cases/request-email-change.ts';
import { RequestEmailVerification } from '../use-cases/request-email-verification.ts';
import { RestoreEmail } from '../use-cases/restore-email.ts';
import { VerifyEmail } from '../use-cases/verify-email.ts';

/** Proving and changing the address of an account, and what links in mails lead to. */
@Injectable()
export class EmailRoutes {
  readonly #readLink: ReadLink;
  readonly #requestVerification: RequestEmailVerification;
  readonly #verifyEmail: VerifyEmail;
  readonly #requestChange: RequestEmailChange;
  readonly #confirmChange: ConfirmEmailChange;
  readonly #restoreEmail: RestoreEmail;

  constructor(
    link: ReadLink,
    requestVerification: RequestEmailVerification,
    verify: VerifyEmail,
    requestChange: RequestEmailChange,
    confirmChange: ConfirmEmailChange,
    restore: RestoreEmail,
  ) {
    this.#readLink = link;
    this.#requestVerification = requestVerification;
    this.#verifyEmail = verify;
    this.#requestChange = requestChange;
    this.#confirmChange = confirmChange;
    this.#restoreEmail = restore;
  }

  @Route(readLink)
  async link({ ctx, query }: Call<typeof readLink>): Promise<HandlerAnswer<typeof readLink>> {
    return this.#readLink.run(ctx, query);
  }

  @Route(requestEmailVerification)
  async sendVerification(
    call: Call<typeof requestEmailVerification>,
  ): Promise<HandlerAnswer<typeof requestEmailVerification>> {
    await this.#requestVerification.run(call.ctx, { host: call.request.host });
    return { status: 'accepted' };
  }

  @Route(verifyMyEmail)
  async verifyMine({ ctx, body }: Call<typeof verifyMyEmail>): Promise<void> {
    await this.#verifyEmail.run(ctx, body);
  }

  @Route(verifyEmail)
  async verify({ ctx, body }: Call<typeof verifyEmail>): Promise<void> {
    await this.#verifyEmail.run(ctx, body);
  }

  @Route(requestEmailChange)
  async sendChange(
    call: Call<typeof requestEmailChange>,
  ): Promise<HandlerAnswer<typeof requestEmailChange>> {
    const { ctx, body, request } = call;
    await this.#requestChange.run(ctx, { ...body, host: request.host });
    return { status: 'accepted' };
  }

  @Route(confirmMyEmailChange)
  async confirmMine({ ctx, body }: Call<typeof confirmMyEmailChange>): Promise<void> {
    await this.#confirmChange.run(ctx, body);
  }

  @Route(confirmEmailChange)
  async confirm({ ctx, body }: Call<typeof confirmEmailChange>): Promise<void> {
    await this.#confirmChange.run(ctx, body);
  }

  @Route(restoreEmail)
  async restore({ ctx, body }: Call<typeof restoreEmail>): Promise<void> {
    await this.#restoreEmail.run(ctx, body);
  }
}
