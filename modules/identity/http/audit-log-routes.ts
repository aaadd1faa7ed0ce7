import type { AuditRecord, TenantAuditRecord } from '@edumaster/audit';
import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { type Actor, type Id, id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { readAuditLog, readSecurityLog } from '../contracts/audit-log.ts';
import { ReadAuditLog } from '../queries/read-audit-log.ts';
import { ReadSecurityLog } from '../queries/read-security-log.ts';
import { actingUser } from '../use-cases/acting-user.ts';

const defaultLimit = 50;

@Injectable()
export class AuditLogRoutes {
  readonly #auditLog: ReadAuditLog;
  readonly #securityLog: ReadSecurityLog;

  constructor(auditLog: ReadAuditLog, securityLog: ReadSecurityLog) {
    this.#auditLog = auditLog;
    this.#securityLog = securityLog;
  }

  @Route(readAuditLog)
  async tenantLog(call: Call<typeof readAuditLog>): Promise<HandlerAnswer<typeof readAuditLog>> {
    const { ctx, query } = call;
    const { cursor, limit = defaultLimit, userId, action } = query;
    const page = await this.#auditLog.run(ctx, {
      limit,
      ...(cursor === undefined ? {} : { before: id<'audit-entry'>(cursor) }),
      ...(userId === undefined ? {} : { userId }),
      ...(action === undefined ? {} : { action }),
    });
    const items = page.items.map((entry) => presentEntry(entry, page.names));
    return { items, nextCursor: page.nextCursor };
  }

  @Route(readSecurityLog)
  async ownLog(call: Call<typeof readSecurityLog>): Promise<HandlerAnswer<typeof readSecurityLog>> {
    const { ctx, query } = call;
    const personId = actingUser(ctx);
    const { items, nextCursor } = await this.#securityLog.run(
      systemCtx('a person reads what was done to their own account', ctx),
      {
        personId,
        limit: query.limit ?? defaultLimit,
        before: query.cursor === undefined ? undefined : id<'audit-entry'>(query.cursor),
      },
    );
    return { items: items.map((entry) => presentOwnEntry(entry, personId)), nextCursor };
  }
}

function presentEntry(entry: AuditRecord, names: ReadonlyMap<string, string>) {
  const { id: entryId, at, action, subject, actor, details, correlationId } = entry;
  return {
    id: entryId,
    at: at.toISOString(),
    action,
    subject: { ...subject, name: names.get(subject.id) ?? null },
    actor: presentActor(actor, names),
    details: { ...details },
    correlationId,
  };
}

function presentActor(actor: Actor, names: ReadonlyMap<string, string>) {
  const personOf = (userId: Id<'user'> | undefined) =>
    userId === undefined ? null : { id: userId, name: names.get(userId) ?? null };
  const isUser = actor.kind === 'user';
  return {
    kind: actor.kind,
    person: isUser ? personOf(actor.userId) : null,
    impersonatedBy: isUser ? personOf(actor.impersonatedBy) : null,
    reason: actor.kind === 'system' ? actor.reason : null,
  };
}

/** What a person may read of what was done to them; the rest is the staff's own notes. */
const ownDetails = new Set(['before', 'after', 'change', 'how', 'minutes', 'reason', 'roles']);

function presentOwnEntry(entry: TenantAuditRecord, personId: Id<'user'>) {
  const { id: entryId, at, action, tenantId, actor, details } = entry;
  const shown = Object.entries(details).filter(([name]) => ownDetails.has(name));
  return {
    id: entryId,
    at: at.toISOString(),
    action,
    tenantId,
    by: whoFor(actor, { action, personId }),
    details: Object.fromEntries(shown),
  };
}

function whoFor(
  actor: Actor,
  { action, personId }: { action: string; personId: Id<'user'> },
): 'you' | 'support' | 'staff' | 'system' {
  if (actor.kind !== 'user') return 'system';
  if (actor.impersonatedBy || action.startsWith('impersonation.')) return 'support';
  return actor.userId === personId ? 'you' : 'staff';
}
