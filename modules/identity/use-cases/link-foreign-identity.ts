import { Db } from '@edumaster/database';
import { failure, type Outcome, success, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { judgePerson } from '../providers/judge-person.ts';
import { ProviderClient } from '../providers/provider-client.ts';
import type { ProviderFlow } from '../providers/provider-flow.ts';
import { SignInProviders } from '../providers/sign-in-providers.ts';
import { type Changer, SecurityChanges } from '../sign-in-steps/security-changes.ts';
import { findForeignIdentity, insertForeignIdentity } from '../store/foreign-identities.ts';
import { lockPerson } from '../store/persons.ts';
import type { ProviderRefusal } from './sign-in-by-provider.ts';

export type LinkRefusal = Exclude<ProviderRefusal, 'account_not_active'> | 'linked_elsewhere';

/** A signed-in person comes back from a provider, and signs in by it from now on. */
@Injectable()
export class LinkForeignIdentity {
  readonly #db: Db;
  readonly #providers: SignInProviders;
  readonly #client: ProviderClient;
  readonly #changes: SecurityChanges;

  constructor(
    db: Db,
    providers: SignInProviders,
    client: ProviderClient,
    changes: SecurityChanges,
  ) {
    this.#db = db;
    this.#providers = providers;
    this.#client = client;
    this.#changes = changes;
  }

  async run(
    ctx: SystemCtx,
    by: Changer,
    { flow, query }: { flow: ProviderFlow; query: string },
  ): Promise<Outcome<true, LinkRefusal>> {
    const provider = this.#providers.find(flow.providerId);
    const person = provider && (await this.#client.redeem(provider, query, flow));
    if (!person) return failure('provider_refused');
    // The address may be another than that of the account, but it must be one that counts.
    const judged = judgePerson(provider, person);
    if (!judged.isTaken) return failure(judged.refusal);
    const { issuer } = provider;
    const identity = { issuer, subject: person.subject };
    return this.#db.inSystemTx(ctx, async (tx) => {
      await lockPerson(tx, by.personId);
      const link = { ...identity, personId: by.personId, email: judged.email };
      if (await insertForeignIdentity(tx, link)) {
        const details = { issuer };
        await this.#changes.record(tx, { change: 'foreign-sign-in-added', ...by, details });
        return success(true);
      }
      const known = await findForeignIdentity(tx, identity);
      return known?.personId === by.personId ? success(true) : failure('linked_elsewhere');
    });
  }
}
