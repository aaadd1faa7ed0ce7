import type {
  AuditEntry,
  AuditLog,
  AuditQuery,
  AuditRecord,
  AuditSubjectQuery,
  TenantAuditRecord,
} from '@edumaster/audit';
import type { SystemTx, Tx } from '@edumaster/database';
import { type Actor, type Id, newId } from '@edumaster/kernel';

interface AuditRow {
  readonly id: Id<'audit-entry'>;
  readonly at: Date;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly details: Record<string, unknown>;
}

/** The audit log in the business's own database, so that an entry is committed with its change. */
export class PostgresAuditLog implements AuditLog {
  async record(tx: Tx, entry: AuditEntry): Promise<void> {
    const { tenantId, actor } = tx.ctx;
    await insert(tx, { tenantId, actor }, entry);
  }

  async recordFor(
    tx: SystemTx,
    origin: { readonly tenantId: Id<'tenant'>; readonly actor: Actor },
    entry: AuditEntry,
  ): Promise<void> {
    await insert(tx, origin, entry);
  }

  async list(tx: Tx, { before, limit, userId, action }: AuditQuery): Promise<AuditRecord[]> {
    const rows = await tx.rows<AuditRow>({
      text: `select ${columns} from platform.audit_log
             where ($1::uuid is null or id < $1)
               and ($2::text is null or actor_id = $2::uuid or subject_id = $2
                    or actor ->> 'impersonatedBy' = $2)
               and ($3::text is null or action = $3)
             order by id desc limit $4`,
      values: [before ?? null, userId ?? null, action ?? null, limit],
    });
    return rows.map(toRecord);
  }

  async listAbout(
    tx: SystemTx,
    { subject, before, limit }: AuditSubjectQuery,
  ): Promise<TenantAuditRecord[]> {
    const rows = await tx.rows<AuditRow & { readonly tenantId: Id<'tenant'> }>({
      text: `select ${columns}, tenant_id as "tenantId" from platform.audit_log
             where subject_id = $1 and subject_kind = $2 and ($3::uuid is null or id < $3)
             order by id desc limit $4`,
      values: [subject.id, subject.kind, before ?? null, limit],
    });
    return rows.map(({ tenantId, ...row }) => ({ ...toRecord(row), tenantId }));
  }
}

const columns = `id, at, action, subject_kind as "subjectKind", subject_id as "subjectId",
                 actor, correlation_id as "correlationId", details`;

function toRecord({ subjectKind, subjectId, ...row }: AuditRow): AuditRecord {
  return { ...row, subject: { kind: subjectKind, id: subjectId } };
}

async function insert(
  tx: Tx | SystemTx,
  { tenantId, actor }: { tenantId: Id<'tenant'>; actor: Actor },
  { action, subject, details = {} }: AuditEntry,
): Promise<void> {
  const { now, correlationId } = tx.ctx;
  const actorId = actor.kind === 'user' ? actor.userId : null;
  await tx.rows({
    name: 'audit.insert',
    text: `insert into platform.audit_log
             (tenant_id, id, at, action, subject_kind, subject_id, actor, actor_id,
              correlation_id, details)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      tenantId,
      newId(),
      now,
      action,
      subject.kind,
      subject.id,
      JSON.stringify(actor),
      actorId,
      correlationId,
      JSON.stringify(details),
    ],
  });
}
