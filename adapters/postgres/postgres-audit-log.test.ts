import { type Id, newId, systemCtx } from '@edumaster/kernel';
import { tenants, useDatabase } from '@edumaster/testkit';
import { describe, expect, it } from 'vitest';
import { PostgresAuditLog } from './postgres-audit-log.ts';

const database = useDatabase();
const audit = new PostgresAuditLog();
const entry = { action: 'role.granted', subject: { kind: 'user', id: newId() }, details: { n: 1 } };

describe('the audit log', () => {
  it('tells who did what, newest first, and the second tenant sees nothing', async () => {
    const ctx = database.tenantCtx();
    await database.db.inTx(ctx, (tx) => audit.record(tx, entry));
    const later = { ...entry, action: 'role.revoked' };
    await database.db.inTx(ctx, (tx) => audit.record(tx, later));
    const listed = await database.db.inTx(ctx, (tx) => audit.list(tx, { limit: 10 }));
    expect(listed.map(({ action }) => action)).toEqual(['role.revoked', 'role.granted']);
    expect(listed[0]).toMatchObject({ ...later, actor: ctx.actor, at: ctx.now });
    const rest = await database.db.inTx(ctx, (tx) =>
      audit.list(tx, { limit: 10, ...(listed[0] ? { before: listed[0].id } : {}) }),
    );
    expect(rest.map(({ action }) => action)).toEqual(['role.granted']);
    const foreign = database.tenantCtx({ tenant: 'second' });
    expect(await database.db.inTx(foreign, (tx) => audit.list(tx, { limit: 10 }))).toEqual([]);
  });

  it('is found by who acted and by whom it was done to', async () => {
    const ctx = database.tenantCtx();
    const userId = ctx.actor.kind === 'user' ? ctx.actor.userId : '';
    await database.db.inTx(ctx, (tx) =>
      audit.record(tx, { ...entry, subject: { kind: 'user', id: newId() } }),
    );
    const own = await database.db.inTx(ctx, (tx) => audit.list(tx, { limit: 10, userId }));
    expect(own).toHaveLength(1);
    const of = await database.db.inTx(ctx, (tx) =>
      audit.list(tx, { limit: 10, userId: entry.subject.id }),
    );
    expect(of).toHaveLength(2);
  });

  it('finds what support did in the name of somebody by either of them', async () => {
    const [person, admin] = [newId<'user'>(), newId<'user'>()];
    const actor = { kind: 'user', userId: person, roles: [], impersonatedBy: admin } as const;
    const ctx = { ...database.tenantCtx(), actor };
    const subject = { kind: 'course', id: newId() };
    await database.db.inTx(ctx, (tx) => audit.record(tx, { ...entry, subject }));
    for (const userId of [person, admin]) {
      const found = await database.db.inTx(ctx, (tx) => audit.list(tx, { limit: 10, userId }));
      expect(found).toMatchObject([{ subject, actor }]);
    }
  });

  it('tells of one subject what was done in all tenants', async () => {
    const subject = { kind: 'user', id: newId() };
    for (const tenant of ['first', 'second'] as const) {
      const ctx = database.tenantCtx({ tenant });
      await database.db.inTx(ctx, (tx) => audit.record(tx, { ...entry, subject }));
      const other = { ...entry, subject: { ...subject, kind: 'course' } };
      await database.db.inTx(ctx, (tx) => audit.record(tx, other));
    }
    const about = (before?: Id<'audit-entry'>) =>
      database.db.inSystemTx(systemCtx('a test'), (tx) =>
        audit.listAbout(tx, { subject, limit: 10, ...(before ? { before } : {}) }),
      );
    const found = await about();
    expect(found.map(({ tenantId }) => tenantId)).toEqual([tenants.second, tenants.first]);
    expect(await about(found[0]?.id)).toHaveLength(1);
  });

  it('is written across tenants in the name of whoever acts', async () => {
    const actor = { kind: 'system', reason: 'a test' } as const;
    const origin = { tenantId: tenants.second, actor };
    await database.db.inSystemTx(systemCtx('a test'), (tx) => audit.recordFor(tx, origin, entry));
    const ctx = database.tenantCtx({ tenant: 'second' });
    const [record] = await database.db.inTx(ctx, (tx) => audit.list(tx, { limit: 1 }));
    expect(record?.actor).toEqual(actor);
  });

  it.each([
    `update platform.audit_log set action = 'x.y'`,
    'delete from platform.audit_log',
    'truncate platform.audit_log',
  ])('refuses %s from everybody', async (text) => {
    await database.db.inTx(database.tenantCtx(), (tx) => audit.record(tx, entry));
    for (const pool of [database.pools.app, database.pools.system, database.pools.owner]) {
      await expect(pool.query(text)).rejects.toMatchObject({ code: '42501' });
    }
    const { rows } = await database.pools.system.query('select 1 from platform.audit_log');
    expect(rows.length).toBeGreaterThan(0);
  });
});
