import { Db } from '@edumaster/database';
import { AppError, type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { type InteractionRequest, Interactions } from '../issuer/interactions.ts';
import type { Role } from '../domain/role.ts';
import { KnownHosts } from '../known-hosts.ts';
import { OneTimeMessages } from '../messages/one-time-messages.ts';
import { hashPassword } from '../secrets/passwords.ts';
import type { StoredMessage } from '../store/one-time-messages.ts';
import { NewOrTakenAccount } from './new-or-taken-account.ts';
import type { Taken } from './take-account.ts';

interface Finished {
  readonly message: StoredMessage;
  readonly personId: Id<'user'>;
  /** An account with this address was there, which nobody had proven. */
  readonly taken: Taken | undefined;
}

/** A person opens the link that was sent to them, and chooses a password. */
@Injectable()
export class FinishSignUp {
  readonly #db: Db;
  readonly #installation: Installation;
  readonly #hosts: KnownHosts;
  readonly #messages: OneTimeMessages;
  readonly #account: NewOrTakenAccount;
  readonly #interactions: Interactions;

  constructor(
    db: Db,
    installation: Installation,
    hosts: KnownHosts,
    messages: OneTimeMessages,
    account: NewOrTakenAccount,
    interactions: Interactions,
  ) {
    this.#db = db;
    this.#installation = installation;
    this.#hosts = hosts;
    this.#messages = messages;
    this.#account = account;
    this.#interactions = interactions;
  }

  /**
   * @returns the address that the browser goes on to: where the person came from, when it is the
   *   browser in which they began, else the sign-in
   * @throws AppError `link_expired`, `email_taken`
   */
  async run(
    ctx: Ctx,
    input: { at: InteractionRequest; token: string; password: string },
  ): Promise<string> {
    const system = systemCtx('a person finishes signing up', ctx);
    const { at, token, password } = input;
    const read = await this.#db.inSystemTx(system, (tx) => this.#messages.readLink(tx, token));
    // Before the transaction, since tenancy answers it.
    const role = await this.#roleOfNewcomer(read);
    const passwordHash = await hashPassword(password);
    const finished = await this.#db.inSystemTx(system, async (tx): Promise<Finished> => {
      const message = await this.#messages.redeemLink(tx, token, 'sign-up');
      return { message, ...(await this.#account.inTx(tx, { ctx, message, role, passwordHash })) };
    });
    const { message, personId, taken } = finished;
    await this.#account.afterwards(taken);
    const signedIn = message.interaction === at.uid ? await this.#goOn(at, personId) : undefined;
    return signedIn ?? this.#signInOn(message.host);
  }

  /** Where places are limited, the sign-in that follows finds one, or none. */
  async #roleOfNewcomer({ host, tenantId }: StoredMessage): Promise<Role | null> {
    if ((await this.#hosts.memberLimit(tenantId)) !== null) return null;
    return (await this.#hosts.find(host ?? ''))?.newcomerRole ?? null;
  }

  async #goOn(at: InteractionRequest, personId: Id<'user'>): Promise<string | undefined> {
    try {
      await this.#interactions.hostOf(at);
      return await this.#interactions.finish(at, personId);
    } catch (error) {
      if (error instanceof AppError && error.code === 'sign_in_expired') return undefined;
      throw error;
    }
  }

  #signInOn(host: string | null): string {
    const platform = new URL(this.#installation.origin);
    return `${platform.protocol}//${host ?? platform.host}/auth/sign-in`;
  }
}
