import { setTimeout } from 'node:timers/promises';
import type { SystemTx } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';

/** The sign-in that goes on; see `keptSignIn`. */
export interface KeptSignIn {
  /** The session at the issuer, and with it those of all hosts. */
  readonly issuerSession?: string;
  /** The session of one host, for one that has lost its issuer's. */
  readonly session?: string;
  /** The log-in of a program. */
  readonly grant?: string;
}

/**
 * Signs a person out everywhere, for good: sessions of all hosts, at the issuer, every token, codes
 * on their way, and sign-ins that were answered and wait to go on. It counts at once.
 *
 * The person's row is changed first. Whoever writes a session waits for it, see the triggers
 * `refuse_ended_session` and `refuse_ended_web_session`; whoever has just checked a password asks
 * `wasSignedOutSince`.
 * @returns from when on signing in counts again: await `signInsCount` before the answer
 */
export async function endSignIns(
  tx: SystemTx,
  personId: Id<'user'>,
  kept: KeptSignIn = {},
): Promise<Date> {
  const { issuerSession = null, session = null, grant = null } = kept;
  // Half a second for the commit, up to a whole one as the issuer's times are; see migration 0010.
  const [person] = await tx.rows<{ endsAt: Date }>({
    text: `update identity.persons
           set kept_issuer_session = $2,
               signed_out_at = date_trunc('second', clock_timestamp() + interval '0.5 s')
                               + interval '1 s'
           where id = $1
           returning signed_out_at as "endsAt"`,
    values: [personId, issuerSession],
  });
  await tx.rows({
    text: `with kept as (
             select given.value->>'grantId' as id
             from identity.oidc_records r, jsonb_each(r.payload->'authorizations') as given
             where r.model = 'Session' and r.uid = $2
             union select $3 where $3::text is not null)
           delete from identity.oidc_records r
           where (r.payload->>'accountId' = $1
                  or r.payload->'result'->'login'->>'accountId' = $1)
             and not (r.model = 'Session' and r.uid is not distinct from $2)
             and not (r.grant_id is not null and r.grant_id in (select id from kept))`,
    values: [personId, issuerSession, grant],
  });
  await tx.rows({
    text: `update identity.sessions set revoked_at = $4
           where person_id = $1 and revoked_at is null
             and ($2::text is null or issuer_session is distinct from $2)
             and ($3::text is null or id <> $3)`,
    values: [personId, issuerSession, session, tx.ctx.now],
  });
  return person?.endsAt ?? tx.ctx.now;
}

/** Waits until whoever signs in is a new sign-in: half a second to one and a half. */
export async function signInsCount(endsAt: Date): Promise<void> {
  const milliseconds = endsAt.getTime() - Date.now();
  if (milliseconds > 0) await setTimeout(milliseconds);
}

/**
 * Whether a person was signed out everywhere since then. Who finds out that a password fits does so
 * long before they write the sign-in down (passwords are slow, and wait for their turn); meanwhile
 * the password may have been changed to keep just this visitor out. Ask after having written: it
 * waits for whoever is signing the person out.
 */
export async function wasSignedOutSince(
  tx: SystemTx,
  personId: Id<'user'>,
  since: Date,
): Promise<boolean> {
  const [person] = await tx.rows<{ signedOut: boolean | null }>({
    text: `select signed_out_at > $2 as "signedOut" from identity.persons
           where id = $1 for share`,
    values: [personId, since],
  });
  return person?.signedOut ?? false;
}
