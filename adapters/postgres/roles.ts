import { derivedKey, type RootSecret } from '@edumaster/kernel';
import type pg from 'pg';

const loginRoles = ['app', 'system', 'relay'] as const;

export type RolePasswords = Readonly<Record<(typeof loginRoles)[number], string>>;

/**
 * Passwords of the login roles, derived so that nothing but the root secret has to be kept.
 * @param server another server than the platform's, by its system identifier: who runs it must not
 *   learn what opens the platform's
 */
export function rolePasswords(secret: RootSecret, server?: string): RolePasswords {
  const suffix = server === undefined ? '' : `/${server}`;
  const passwordOf = (role: string) =>
    derivedKey(secret, `database-role/${role}${suffix}`).toString('hex');
  return { app: passwordOf('app'), system: passwordOf('system'), relay: passwordOf('relay') };
}

/**
 * Makes the login roles and sets their passwords. They own nothing and may create nothing; the
 * connected role must own the database and be allowed to create roles.
 */
export async function ensureRoles(owner: pg.ClientBase, passwords: RolePasswords): Promise<void> {
  // Roles belong to the whole server: two installations that start at once must take turns.
  await owner.query(`select pg_advisory_lock(hashtext('edumaster roles'))`);
  try {
    for (const role of loginRoles) await ensureRole(owner, `edumaster_${role}`, passwords[role]);
    await owner.query('grant edumaster_system to current_user');
    await closeDatabase(owner);
  } finally {
    await owner.query(`select pg_advisory_unlock(hashtext('edumaster roles'))`);
  }
}

/**
 * The application role could otherwise make functions of its own in pg_temp. These grants belong to
 * the database, not to its schema, so neither a dump nor a clone carries them: hence at every start.
 */
export async function closeDatabase(owner: pg.ClientBase): Promise<void> {
  await owner.query(`do $$ begin
    execute format('revoke temporary on database %I from public', current_database());
    execute 'revoke create on schema public from public';
  end $$`);
}

async function ensureRole(owner: pg.ClientBase, name: string, password: string): Promise<void> {
  const known = await owner.query('select 1 from pg_roles where rolname = $1', [name]);
  if (known.rowCount === 0) await owner.query(`create role ${name} login`);
  // Hexadecimal only, so it needs no quoting; ALTER ROLE takes no parameters.
  await owner.query(`alter role ${name} password '${password}'`);
}
