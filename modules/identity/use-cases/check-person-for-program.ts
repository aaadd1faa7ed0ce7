import { failure, type Outcome, type SystemCtx } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { Person } from '../domain/account.ts';
import { KnownHosts } from '../known-hosts.ts';
import { CheckOneTimeCode, type CodeRefusal } from './check-one-time-code.ts';
import { CheckPassword, type PasswordRefusal } from './check-password.ts';

export type ProgramRefusal = PasswordRefusal | CodeRefusal | 'one_time_code_required';

/** Who it is that a program logs in, by all the factors that the person has asked for. */
@Injectable()
export class CheckPersonForProgram {
  readonly #checkPassword: CheckPassword;
  readonly #checkCode: CheckOneTimeCode;

  readonly #hosts: KnownHosts;
  readonly #platform: string;

  constructor(
    checkPassword: CheckPassword,
    checkCode: CheckOneTimeCode,
    hosts: KnownHosts,
    installation: Installation,
  ) {
    this.#checkPassword = checkPassword;
    this.#checkCode = checkCode;
    this.#hosts = hosts;
    this.#platform = new URL(installation.origin).host;
  }

  /** @returns the refusal `too_many_requests` with the seconds to wait as its detail */
  async run(
    ctx: SystemCtx,
    given: { email: string; password: string; oneTimeCode: string | undefined },
  ): Promise<Outcome<Person, ProgramRefusal>> {
    const known = await this.#checkPassword.run(ctx, given);
    if (!known.ok) return known;
    const personId = known.value.id;
    if (!(await this.#checkCode.isOn(ctx, personId))) return known;
    if (given.oneTimeCode === undefined) return failure('one_time_code_required');
    // The grant is the platform's, whichever host the program has asked.
    const platform = await this.#hosts.find(this.#platform);
    if (!platform) throw new Error(`nobody has the platform's own host ${this.#platform}`);
    const { tenantId } = platform;
    const attempt = { personId, tenantId, code: given.oneTimeCode };
    const checked = await this.#checkCode.run(ctx, attempt);
    return checked.ok ? known : checked;
  }
}
