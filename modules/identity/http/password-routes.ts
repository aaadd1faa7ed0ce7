import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import {
  changePassword,
  readMySecurity,
  requestPasswordReset,
  resetPassword,
} from '../contracts.ts';
import { ReadSecurity } from '../queries/read-security.ts';
import { ChangePassword } from '../use-cases/change-password.ts';
import { RequestPasswordReset } from '../use-cases/request-password-reset.ts';
import { ResetPassword } from '../use-cases/reset-password.ts';

@Injectable()
export class PasswordRoutes {
  readonly #requestPasswordReset: RequestPasswordReset;
  readonly #resetPassword: ResetPassword;
  readonly #changePassword: ChangePassword;
  readonly #readSecurity: ReadSecurity;

  constructor(
    requestReset: RequestPasswordReset,
    resetPasswordByLink: ResetPassword,
    changeOwnPassword: ChangePassword,
    readSecurity: ReadSecurity,
  ) {
    this.#requestPasswordReset = requestReset;
    this.#resetPassword = resetPasswordByLink;
    this.#changePassword = changeOwnPassword;
    this.#readSecurity = readSecurity;
  }

  @Route(requestPasswordReset)
  async request(
    call: Call<typeof requestPasswordReset>,
  ): Promise<HandlerAnswer<typeof requestPasswordReset>> {
    const { ctx, body, request } = call;
    await this.#requestPasswordReset.run(ctx, { ...body, host: request.host });
    return { status: 'accepted' };
  }

  @Route(resetPassword)
  async reset({ ctx, body }: Call<typeof resetPassword>): Promise<void> {
    await this.#resetPassword.run(ctx, body);
  }

  @Route(changePassword)
  async change({ ctx, body }: Call<typeof changePassword>): Promise<void> {
    await this.#changePassword.run(ctx, body);
  }

  @Route(readMySecurity)
  async read({ ctx }: Call<typeof readMySecurity>): Promise<HandlerAnswer<typeof readMySecurity>> {
    const { passwordChangedAt, pendingEmail } = await this.#readSecurity.run(ctx);
    return {
      hasPassword: passwordChangedAt !== null,
      passwordChangedAt: passwordChangedAt?.toISOString() ?? null,
      pendingEmail,
    };
  }
}
