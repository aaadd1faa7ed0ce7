import { newId, systemCtx } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { expect, it } from 'vitest';
import { identityModule } from '../module.ts';
import { FakeKnownHosts } from '../testing/fake-known-hosts.ts';
import type { AcceptInvitation } from '../use-cases/accept-invitation.ts';
import { JoinTenant } from '../use-cases/join-tenant.ts';

const { name, migrations } = identityModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

it('a tier with room for three members takes three, also of many at once', async () => {
  const tenantId = newId<'tenant'>();
  const hosts = new FakeKnownHosts({ marketplace: newId(), academy: tenantId });
  hosts.maxMembers = 3;
  const uninvited = { claim: async () => {} } as unknown as AcceptInvitation;
  const join = new JoinTenant(database.db, database.outbox, uninvited, hosts);
  const persons = Array.from({ length: 8 }, () => newId<'user'>());
  for (const id of persons) {
    await database.owner.query(
      `insert into identity.persons (id, email, name) values ($1, $2, 'Nora')`,
      [id, `${id}@example.test`],
    );
  }
  const ctx = systemCtx('a test lets many join');
  const role = 'member' as const;
  await Promise.all(persons.map((personId) => join.run(ctx, { tenantId, personId, role })));
  const { rows } = await database.pools.system.query(
    'select count(*)::int as n from identity.memberships where tenant_id = $1',
    [tenantId],
  );
  expect(rows).toEqual([{ n: 3 }]);
});
