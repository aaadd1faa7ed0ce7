import type { SystemTx, Tx } from '@edumaster/database';
import type { Actor, Id } from '@edumaster/kernel';

/** What somebody did that must stay known: roles, accounts, papers, money, settings. */
export interface AuditEntry {
  /** A past fact such as `role.granted`. */
  readonly action: string;
  /** What it was done to, for example `{kind: 'user', id}`. */
  readonly subject: { readonly kind: string; readonly id: string };
  /** What exactly, for a person to read; ids and choices, never secrets or what erasure must reach. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** An entry as it was written. */
export interface AuditRecord extends AuditEntry {
  readonly id: Id<'audit-entry'>;
  readonly at: Date;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface AuditQuery {
  /** Only what is older than this entry. */
  readonly before?: Id<'audit-entry'>;
  readonly limit: number;
  /** Only what this person did, also in another's name, or what was done to them. */
  readonly userId?: string;
  readonly action?: string;
}

export interface AuditSubjectQuery extends Pick<AuditQuery, 'before' | 'limit'> {
  readonly subject: AuditEntry['subject'];
}

export interface TenantAuditRecord extends AuditRecord {
  readonly tenantId: Id<'tenant'>;
}

/** The log that nobody can change: the database refuses it. */
export abstract class AuditLog {
  /** Writes in the business transaction, in the name of the actor of its Ctx. */
  abstract record(tx: Tx, entry: AuditEntry): Promise<void>;

  /** The same for work across tenants: whose log it is written into, and who did it. */
  abstract recordFor(
    tx: SystemTx,
    origin: { readonly tenantId: Id<'tenant'>; readonly actor: Actor },
    entry: AuditEntry,
  ): Promise<void>;

  /** Entries of the tenant, newest first. */
  abstract list(tx: Tx, query: AuditQuery): Promise<readonly AuditRecord[]>;

  /** What was done to one subject in all tenants, newest first. */
  abstract listAbout(tx: SystemTx, query: AuditSubjectQuery): Promise<readonly TenantAuditRecord[]>;
}
