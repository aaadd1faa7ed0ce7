import type { Id } from '@edumaster/kernel';

export type ExportStatus = 'requested' | 'ready' | 'failed' | 'expired';

/** Everything that is known of a person, on its way to them. */
export interface PersonalExport {
  readonly id: Id<'export'>;
  readonly status: ExportStatus;
  readonly requestedAt: Date;
  readonly readyAt: Date | null;
  /** When the file is deleted. */
  readonly expiresAt: Date | null;
  /** Bytes. */
  readonly size: number | null;
}

/** How long the file waits to be fetched. */
export const exportDays = 7;
