import { AppError } from '@edumaster/kernel';
import { curriculumOf } from '@edumaster/catalog/testing';
import { useDatabase } from '@edumaster/testkit';
import { describe, expect, it } from 'vitest';
import { learningModule } from '../module.ts';
import { learningWorld } from '../testing/learning-world.ts';

const { name, migrations } = learningModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

describe('enrolling', () => {
  it('lets a person into a free course once, and says so once', async () => {
    const { catalog, enroll } = learningWorld(database);
    const ctx = database.tenantCtx();
    const course = curriculumOf();
    catalog.addPublished(ctx, course);
    const attempts = await Promise.all(
      Array.from({ length: 12 }, () => enroll.run(ctx, { courseId: course.courseId })),
    );
    expect(attempts.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(attempts.map(({ enrollment }) => enrollment.id)).size).toBe(1);
    const { rows } = await database.owner.query(
      `select payload from events.log
       where type = 'course.access_granted' and aggregateid = $1`,
      [course.courseId],
    );
    expect(rows).toHaveLength(1);
  });

  it('asks for payment for a paid course, with the address of the checkout', async () => {
    const { catalog, enroll } = learningWorld(database);
    const ctx = database.tenantCtx();
    const course = curriculumOf({ price: { amount: 4999, currency: 'USD' } });
    catalog.addPublished(ctx, course);
    const refusal = await enroll.run(ctx, { courseId: course.courseId }).catch((error) => error);
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({
      code: 'payment_required',
      extra: { checkoutUrl: `/checkout?courseId=${course.courseId}` },
    });
  });

  it('knows no course of another tenant and none that is not published', async () => {
    const { catalog, enroll } = learningWorld(database);
    const course = curriculumOf();
    catalog.addPublished(database.tenantCtx(), course);
    const stranger = database.tenantCtx({ tenant: 'second' });
    const attempt = enroll.run(stranger, { courseId: course.courseId });
    await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
  });

  it('keeps a bought course bought whatever it costs later, and renews an expired access', async () => {
    const { catalog, enroll, grantAccess } = learningWorld(database);
    const ctx = database.tenantCtx();
    const userId = ctx.actor.kind === 'user' ? ctx.actor.userId : '';
    const course = curriculumOf({ price: { amount: 100, currency: 'USD' } });
    catalog.addPublished(ctx, course);
    const access = { courseId: course.courseId, userId, purchasedAt: ctx.now };
    const expired = { scope: 'subscription', expiresAt: new Date(ctx.now.getTime() - 1) } as const;
    const first = await grantAccess.run(ctx, { ...access, ...expired });
    await expect(enroll.run(ctx, { courseId: course.courseId })).rejects.toMatchObject({
      code: 'payment_required',
    });
    const bought = { scope: 'lifetime', expiresAt: null } as const;
    const again = await grantAccess.run(ctx, { ...access, ...bought });
    expect(again).toMatchObject({ isNew: true, enrollment: { id: first.enrollment.id } });
    expect(await enroll.run(ctx, { courseId: course.courseId })).toMatchObject({ isNew: false });
  });
});
