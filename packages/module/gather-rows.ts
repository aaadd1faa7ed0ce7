import type { SystemTx, Tx } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';

/** SQL by heading, each with the person's id as `$1`. */
export type PersonalStatements = Readonly<Record<string, string>>;

/** The rows of each statement that found any, by heading. */
export async function gatherRows(
  tx: Tx | SystemTx,
  statements: PersonalStatements,
  userId: Id<'user'>,
): Promise<Record<string, readonly object[]>> {
  const found: Record<string, readonly object[]> = {};
  for (const [heading, text] of Object.entries(statements)) {
    const rows = await tx.rows({ text, values: [userId] });
    if (rows.length > 0) found[heading] = rows;
  }
  return found;
}
