import { type Id, id } from '@edumaster/kernel';
import type { SystemTx } from '@edumaster/database';
import { maxEncodeAttempts } from '../domain/encode-attempts.ts';

export interface StalledEncode {
  readonly tenantId: Id<'tenant'>;
  readonly mediaId: string;
}

/** Videos of all tenants that are not finished and of which nothing was heard for so long. */
export async function stalledEncodes(tx: SystemTx, silentHours: number): Promise<StalledEncode[]> {
  const rows = await tx.rows<{ tenantId: string; mediaId: string }>({
    text: `select tenant_id as "tenantId", id as "mediaId" from media.assets
           where purpose = 'lecture-video'
             and encoding_edition is not null and attempts < $2
             and updated_at < now() - make_interval(hours => $1)
           limit 100`,
    values: [silentHours, maxEncodeAttempts],
  });
  return rows.map(({ tenantId, mediaId }) => ({ tenantId: id(tenantId), mediaId }));
}
