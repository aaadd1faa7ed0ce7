import { newId } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { expect, it } from 'vitest';
import { catalogModule } from '../module.ts';
import { catalogWorld, validCourse } from '../testing/catalog-world.ts';
import { testPeople } from '../testing/test-people.ts';

const { name, migrations } = catalogModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

it('a tier with room for three courses takes three, also of many at once, and one for an archived', async () => {
  const { create, tenancy } = catalogWorld(database);
  const { instructor } = testPeople(database.tenantCtx);
  const elsewhere = { ...instructor, tenantId: newId<'tenant'>() };
  await database.pools.system.query(
    `insert into catalog.categories (id, tenant_id, slug, name, created_at)
     values ($1, $2, $3, 'Programming', now())`,
    [newId(), elsewhere.tenantId, validCourse.category],
  );
  tenancy.allowed = { courses: 3 };
  const all = await Promise.allSettled(
    Array.from({ length: 8 }, () => create.run(elsewhere, validCourse)),
  );
  const made = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(made).toHaveLength(3);
  const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  for (const reason of refused) {
    expect(reason).toMatchObject({
      code: 'tier_limit_reached',
      extra: { limit: 'courses', most: 3 },
    });
  }
  await database.pools.system.query(
    'update catalog.courses set archived_at = now() where id = $1',
    [made[0]],
  );
  expect(await create.run(elsewhere, validCourse)).toBeDefined();
  await expect(create.run(elsewhere, validCourse)).rejects.toMatchObject({
    code: 'tier_limit_reached',
  });
});
