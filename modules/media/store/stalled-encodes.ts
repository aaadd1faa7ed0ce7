import { type Id, id } from '@edumaster/kernel';
import type { SystemTx } from '@edumaster/database';

export interface StalledEncode {
  readonly tenantId: Id<'tenant'>;
  readonly mediaId: string;
}

/**
 * Videos of all tenants that are not finished and of which nothing was heard for so long; also those
 * that were tried too often, which then fail with a reason instead of standing still for ever.
 */
export async function stalledEncodes(tx: SystemTx, silentHours: number): Promise<StalledEncode[]> {
  const rows = await tx.rows<{ tenantId: string; mediaId: string }>({
    text: `select tenant_id as "tenantId", id as "mediaId" from media.assets
           where purpose = 'lecture-video'
             and encoding_edition is not null
             and updated_at < now() - make_interval(hours => $1)
           limit 100`,
    values: [silentHours],
  });
  return rows.map(({ tenantId, mediaId }) => ({ tenantId: id(tenantId), mediaId }));
}
