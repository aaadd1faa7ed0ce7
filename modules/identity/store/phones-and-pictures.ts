import type { SystemTx } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';
import { eq } from 'drizzle-orm';
import { persons } from './tables.ts';

export interface PersonContact {
  readonly name: string;
  readonly email: string;
  readonly emailVerifiedAt: Date | null;
  readonly phoneNumber: string | null;
  readonly phoneVerifiedAt: Date | null;
  readonly avatarUrl: string | null;
}

export async function findContact(
  tx: SystemTx,
  personId: Id<'user'>,
): Promise<PersonContact | undefined> {
  const { name, email, emailVerifiedAt, phoneNumber, phoneVerifiedAt, avatarUrl } = persons;
  const columns = { name, email, emailVerifiedAt, phoneNumber, phoneVerifiedAt, avatarUrl };
  const [row] = await tx.sql.select(columns).from(persons).where(eq(persons.id, personId));
  return row;
}

/** The number that a person gives; another one than before is not verified (a trigger sees to it). */
export async function changePhone(
  tx: SystemTx,
  personId: Id<'user'>,
  phoneNumber: string | null,
): Promise<void> {
  await tx.sql
    .update(persons)
    .set({ phoneNumber, updatedAt: tx.ctx.now })
    .where(eq(persons.id, personId));
}

/** After `changePhone`: the trigger forgets the proof of another number, whatever is written beside it. */
export async function provePhone(tx: SystemTx, personId: Id<'user'>): Promise<void> {
  await tx.sql.update(persons).set({ phoneVerifiedAt: tx.ctx.now }).where(eq(persons.id, personId));
}

export interface Avatar {
  readonly mediaId: string;
  readonly url: string;
}

/**
 * A new picture, or none; the later of two counts.
 * @returns the one that is needed no longer: the one before, or this one when it came too late
 */
export async function changeAvatar(
  tx: SystemTx,
  personId: Id<'user'>,
  { avatar, at }: { readonly avatar: Avatar | null; readonly at: Date },
): Promise<string | null> {
  const { avatarMediaId: current, avatarChangedAt: changedAt } = persons;
  const [known] = await tx.sql
    .select({ current, changedAt })
    .from(persons)
    .where(eq(persons.id, personId))
    .for('update');
  const given = avatar?.mediaId ?? null;
  // Heard of a second time, it is in use and stays.
  if (known && known.current === given) return null;
  if (!known || (known.changedAt && known.changedAt >= at)) return given;
  await tx.sql
    .update(persons)
    .set({ avatarMediaId: given, avatarUrl: avatar?.url ?? null, avatarChangedAt: at })
    .where(eq(persons.id, personId));
  return known.current;
}
