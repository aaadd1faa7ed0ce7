import { type Id, id } from '@edumaster/kernel';
import type { SystemTx } from '@edumaster/database';

export interface AbandonedUpload {
  readonly tenantId: Id<'tenant'>;
  readonly uploadId: string;
}

/** Open uploads of all tenants whose time is over. */
export async function abandonedUploads(tx: SystemTx, limit: number): Promise<AbandonedUpload[]> {
  const rows = await tx.rows<{ tenantId: string; uploadId: string }>({
    text: `select tenant_id as "tenantId", id as "uploadId" from media.uploads
           where status = 'open' and expires_at <= $1 limit $2`,
    values: [tx.ctx.now, limit],
  });
  return rows.map(({ tenantId, uploadId }) => ({ tenantId: id(tenantId), uploadId }));
}
