import { Db, type SystemTx } from '@edumaster/database';
import {
  AppError,
  failure,
  type Id,
  type Outcome,
  success,
  type SystemCtx,
} from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { isActive, type Person } from '../domain/account.ts';
import { foreignName } from '../domain/foreign-name.ts';
import type { KnownHost } from '../known-hosts.ts';
import { judgePerson } from '../providers/judge-person.ts';
import type { ForeignPerson } from '../providers/provider-client.ts';
import type { SignInProvider } from '../providers/sign-in-providers.ts';
import { SecurityChanges } from '../sign-in-steps/security-changes.ts';
import { type Connecting, connectingSeconds } from '../sign-in-steps/sign-in-progress.ts';
import {
  findForeignIdentity,
  insertForeignIdentity,
  isLinkedAt,
  recordForeignSignIn,
} from '../store/foreign-identities.ts';
import { lockHolder, updateProfile } from '../store/persons.ts';
import { CreateAccount } from './create-account.ts';
import { TakeAccount, type Taken } from './take-account.ts';

export type ForeignRefusal =
  'email_missing' | 'email_unverified' | 'email_domain_refused' | 'account_not_active';

export interface ForeignVisitor {
  readonly provider: SignInProvider;
  /** As the provider has just said. */
  readonly person: ForeignPerson;
  /** Where they sign in. */
  readonly host: Pick<KnownHost, 'tenantId' | 'newcomerRole'>;
}

export type Recognized =
  | { readonly isKnown: true; readonly personId: Id<'user'>; readonly taken?: Taken }
  /** There is an account with this address: its owner has to show once that it is them. */
  | { readonly isKnown: false; readonly connecting: Connecting };

interface Judged extends ForeignVisitor {
  readonly email: string;
  readonly isAuthoritative: boolean;
}

/**
 * Whose account it is that somebody signs in to by an account elsewhere. The link is by the
 * provider's subject; an address alone opens nothing that somebody has proven to be theirs, unless
 * the provider runs that address itself.
 */
@Injectable()
export class RecognizeForeignPerson {
  readonly #db: Db;
  readonly #createAccount: CreateAccount;
  readonly #takeAccount: TakeAccount;
  readonly #changes: SecurityChanges;

  constructor(
    db: Db,
    createAccount: CreateAccount,
    takeAccount: TakeAccount,
    changes: SecurityChanges,
  ) {
    this.#db = db;
    this.#createAccount = createAccount;
    this.#takeAccount = takeAccount;
    this.#changes = changes;
  }

  async run(ctx: SystemCtx, visitor: ForeignVisitor): Promise<Outcome<Recognized, ForeignRefusal>> {
    const { provider, person } = visitor;
    const judged = judgePerson(provider, person);
    if (!judged.isTaken) return failure(judged.refusal);
    const { email, isAuthoritative } = judged;
    const recognized = await this.#recognize(ctx, { ...visitor, email, isAuthoritative });
    if (recognized.ok && recognized.value.isKnown && recognized.value.taken) {
      await this.#takeAccount.afterwards(recognized.value.taken);
    }
    return recognized;
  }

  /** Who comes twice at the same moment makes one account, and the second finds it. */
  async #recognize(ctx: SystemCtx, visitor: Judged): Promise<Outcome<Recognized, ForeignRefusal>> {
    const recognize = () => this.#db.inSystemTx(ctx, (tx) => this.#inTx(tx, visitor));
    try {
      return await recognize();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'email_taken') throw error;
      return recognize();
    }
  }

  async #inTx(tx: SystemTx, visitor: Judged): Promise<Outcome<Recognized, ForeignRefusal>> {
    const { provider, person, email, isAuthoritative } = visitor;
    const known = await findForeignIdentity(tx, subjectOf(visitor));
    if (known) {
      await recordForeignSignIn(tx, known.id, email);
      return success({ isKnown: true, personId: known.personId });
    }
    const holder = await lockHolder(tx, email);
    if (!holder) return success(await this.#welcome(tx, visitor));
    if (!isActive(holder)) return failure('account_not_active');
    if (holder.emailVerifiedAt === null) return success(await this.#takeOver(tx, visitor, holder));
    // An address that has a link there already has changed hands since.
    if (isAuthoritative && !(await isLinkedAt(tx, holder.id, [provider.issuer]))) {
      await this.#link(tx, visitor, holder.id);
      return success({ isKnown: true, personId: holder.id });
    }
    const { id: providerId, issuer } = provider;
    const expiresAt = tx.ctx.now.getTime() + connectingSeconds * 1_000;
    const { subject } = person;
    const connecting = { personId: holder.id, providerId, issuer, subject, email, expiresAt };
    return success({ isKnown: false, connecting });
  }

  async #welcome(tx: SystemTx, visitor: Judged): Promise<Recognized> {
    const { host, email, person } = visitor;
    const { tenantId, newcomerRole: role } = host;
    const name = foreignName(person.name, email);
    const account = { tenantId, email, name, role, passwordHash: null };
    const personId = await this.#createAccount.inTx(tx, account);
    await insertLink(tx, visitor, personId);
    return { isKnown: true, personId };
  }

  /** Somebody has used this address without proving it, and here is whose it is. */
  async #takeOver(tx: SystemTx, visitor: Judged, holder: Person): Promise<Recognized> {
    const { email, person, host } = visitor;
    const { id: personId } = holder;
    const actor = { kind: 'user', userId: personId, roles: [] } as const;
    const taken = await this.#takeAccount.inTx(tx, {
      person: holder,
      email,
      passwordHash: null,
      origin: { tenantId: host.tenantId, actor, locale: 'en' },
      isSuspect: true,
      change: 'foreign-sign-in-added',
    });
    await updateProfile(tx, personId, { name: foreignName(person.name, email), phoneNumber: null });
    await insertLink(tx, visitor, personId);
    return { isKnown: true, personId, taken };
  }

  async #link(tx: SystemTx, visitor: Judged, personId: Id<'user'>): Promise<void> {
    await insertLink(tx, visitor, personId);
    const { tenantId } = visitor.host;
    const details = { issuer: visitor.provider.issuer };
    await this.#changes.record(tx, {
      change: 'foreign-sign-in-added',
      personId,
      tenantId,
      details,
    });
  }
}

function subjectOf({ provider, person }: ForeignVisitor) {
  return { issuer: provider.issuer, subject: person.subject };
}

/** @throws AppError `email_taken` when the same visitor comes twice at the same moment */
async function insertLink(tx: SystemTx, visitor: Judged, personId: Id<'user'>): Promise<void> {
  const { email } = visitor;
  const link = await insertForeignIdentity(tx, { ...subjectOf(visitor), personId, email });
  if (!link) throw new AppError('email_taken');
  await recordForeignSignIn(tx, link, email);
}
