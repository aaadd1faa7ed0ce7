import type { Db, SqlStatement } from '@edumaster/database';
import { type Ctx, type Id, id, newId, type SignIn } from '@edumaster/kernel';
import type { Authenticated } from '../index.ts';

export interface SignInRow {
  readonly personId: string;
  readonly signedInAt: Date;
  /** Null for who is no member of the tenant. */
  readonly roles: string[] | null;
  /** Who acts as the person, of the staff. */
  readonly impersonatedBy?: string | null;
}

/** Asks in a tenant who somebody is, in the name of nobody: that is what the answer tells. */
export async function lookUpSignIn<Row extends SignInRow>(
  db: Db,
  tenantId: Id<'tenant'>,
  statement: SqlStatement,
): Promise<Row | undefined> {
  const actor = { kind: 'anonymous' } as const;
  const ctx: Ctx = { tenantId, actor, correlationId: newId(), locale: 'en', now: new Date() };
  const [row] = await db.inPlatformTx(ctx, (tx) => tx.rows<Row>(statement));
  return row;
}

export function authenticatedAs(
  row: SignInRow,
  signIn: Pick<SignIn, 'kind' | 'id'>,
): Authenticated {
  const { impersonatedBy } = row;
  return {
    actor: {
      kind: 'user',
      userId: id<'user'>(row.personId),
      roles: row.roles ?? [],
      ...(impersonatedBy ? { impersonatedBy: id<'user'>(impersonatedBy) } : {}),
    },
    signIn: { ...signIn, at: row.signedInAt },
  };
}
