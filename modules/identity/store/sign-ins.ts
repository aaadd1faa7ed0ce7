import type { SystemTx } from '@edumaster/database';
import type { Id, SignIn } from '@edumaster/kernel';
import { and, eq } from 'drizzle-orm';
import type { KeptSignIn } from './end-sign-ins.ts';
import { programSignIns, sessions } from './tables.ts';

/** Whence a sign-in came, in words that its person recognises. */
export interface SeenDevice {
  readonly device: string;
  readonly place: string;
}

export async function noteSessionDevice(
  tx: SystemTx,
  sessionId: string,
  seen: SeenDevice,
): Promise<void> {
  const { device, place } = seen;
  await tx.sql.update(sessions).set({ device, place }).where(eq(sessions.id, sessionId));
}

export interface ProgramSignIn extends SeenDevice {
  readonly grantId: string;
  readonly personId: Id<'user'>;
  readonly host: string;
}

/** Notes a program's log-in, or that it goes on. */
export async function noteProgramSignIn(tx: SystemTx, signIn: ProgramSignIn): Promise<void> {
  const lastSeenAt = tx.ctx.now;
  const { device, place } = signIn;
  await tx.sql
    .insert(programSignIns)
    .values({ ...signIn, createdAt: lastSeenAt, lastSeenAt })
    .onConflictDoUpdate({
      target: programSignIns.grantId,
      set: { device, place, lastSeenAt },
    });
}

export interface SignInRow {
  readonly id: string;
  readonly kind: 'browser' | 'program';
  readonly device: string | null;
  readonly place: string | null;
  readonly hosts: readonly string[];
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly isCurrent: boolean;
}

/**
 * The sign-ins of a person that count, last seen first. The hosts that a browser reached by one
 * sign-in are one: ending it on one of them would last until the next page.
 */
export function signInsOf(
  tx: SystemTx,
  personId: Id<'user'>,
  { currentId, idleLimit }: { readonly currentId: string; readonly idleLimit: string },
): Promise<SignInRow[]> {
  return tx.rows<SignInRow>({
    text: `select (array_agg(s.id order by s.created_at, s.id))[1] as id, 'browser' as kind,
                  (array_agg(s.device order by s.last_seen_at desc))[1] as device,
                  (array_agg(s.place order by s.last_seen_at desc))[1] as place,
                  array_agg(distinct s.host) as hosts,
                  min(s.created_at) as "createdAt", max(s.last_seen_at) as "lastSeenAt",
                  bool_or(s.id = $2) as "isCurrent"
           from identity.sessions s
           where s.person_id = $1 and s.revoked_at is null and s.expires_at > $3
             and s.last_seen_at > $3 - $4::interval
           group by coalesce(s.issuer_session, s.id)
           union all
           select p.grant_id, 'program', p.device, p.place, array[p.host], p.created_at,
                  p.last_seen_at, p.grant_id = $2
           from identity.program_sign_ins p
           join identity.oidc_records r on r.model = 'Grant' and r.id = p.grant_id
           where p.person_id = $1 and r.expires_at > $3
           order by "isCurrent" desc, "lastSeenAt" desc, id`,
    values: [personId, currentId, tx.ctx.now, idleLimit],
  });
}

/** What has to be kept so that this sign-in goes on. */
export async function keptSignIn(
  tx: SystemTx,
  signIn: Pick<SignIn, 'kind' | 'id'>,
): Promise<KeptSignIn> {
  if (signIn.kind === 'program') return { grant: signIn.id };
  const [row] = await tx.sql
    .select({ issuerSession: sessions.issuerSession })
    .from(sessions)
    .where(eq(sessions.id, signIn.id));
  const issuerSession = row?.issuerSession;
  return { session: signIn.id, ...(issuerSession ? { issuerSession } : {}) };
}

/** A browser's session of this person; undefined when it is not theirs. */
export async function findSession(
  tx: SystemTx,
  personId: Id<'user'>,
  id: string,
): Promise<{ readonly issuerSession: string | null } | undefined> {
  const [row] = await tx.sql
    .select({ issuerSession: sessions.issuerSession })
    .from(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.personId, personId)));
  return row;
}

/** Ends a program's log-in with all its tokens. @returns whether it was this person's */
export async function endProgramSignIn(
  tx: SystemTx,
  personId: Id<'user'>,
  grantId: string,
): Promise<boolean> {
  const rows = await tx.sql
    .delete(programSignIns)
    .where(and(eq(programSignIns.grantId, grantId), eq(programSignIns.personId, personId)))
    .returning({ grantId: programSignIns.grantId });
  if (rows.length === 0) return false;
  await tx.rows({
    text: 'delete from identity.oidc_records where grant_id = $1',
    values: [grantId],
  });
  return true;
}

/** When the person of a browser's session said who they are, also when it was on another host. */
export async function provenAt(tx: SystemTx, sessionId: string): Promise<Date | undefined> {
  const [row] = await tx.rows<{ at: Date }>({
    text: `select coalesce(to_timestamp((r.payload->>'loginTs')::numeric), s.created_at) as at
           from identity.sessions s
           left join identity.oidc_records r on r.model = 'Session' and r.uid = s.issuer_session
           where s.id = $1`,
    values: [sessionId],
  });
  return row?.at;
}

/** @returns how many there were, `limit` at most */
export async function deleteEndedProgramSignIns(tx: SystemTx, limit: number): Promise<number> {
  const rows = await tx.rows({
    text: `delete from identity.program_sign_ins where grant_id in (
             select grant_id from identity.program_sign_ins
             where not exists (select from identity.oidc_records r
                               where r.model = 'Grant' and r.id = grant_id)
             limit $1)
           returning 1`,
    values: [limit],
  });
  return rows.length;
}
