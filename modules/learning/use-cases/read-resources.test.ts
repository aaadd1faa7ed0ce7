import { type Ctx, newId } from '@edumaster/kernel';
import { curriculumOf } from '@edumaster/catalog/testing';
import { useDatabase } from '@edumaster/testkit';
import { fastify } from 'fastify';
import { expect, it } from 'vitest';
import { learningModule } from '../module.ts';
import { learningWorld, serveLearning } from '../testing/learning-world.ts';

const { name, migrations } = learningModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

it('files of a lecture are for those who may watch it, at addresses of ten minutes', async () => {
  const world = learningWorld(database);
  const ctx = database.tenantCtx();
  const file = { title: 'Slides', mediaId: newId<'media'>(), filename: 'täble.csv', size: 12 };
  const resources = [{ id: newId<'resource'>(), ...file }];
  const course = curriculumOf({ lectures: [{ resources }, {}] });
  world.catalog.addPublished(ctx, course);
  let caller: Ctx = ctx;
  const app = fastify();
  serveLearning(app, world, () => caller);
  const ask = async (index: number) => {
    const lectureId = course.lectures[index]?.id ?? '';
    const url = `/api/v1/courses/${course.courseId}/lectures/${lectureId}/resources`;
    const answer = await app.inject({ url });
    return { status: answer.statusCode, ...answer.json() };
  };
  expect(await ask(0)).toMatchObject({ status: 403, code: 'not_enrolled' });
  await world.enroll.run(ctx, { courseId: course.courseId });
  expect(await ask(0)).toMatchObject({
    status: 200,
    items: [
      { title: 'Slides', filename: 'täble.csv', size: 12, url: expect.stringMatching(/^\/r\//) },
    ],
  });
  expect(await ask(1)).toMatchObject({ status: 200, items: [] });
  caller = { ...ctx, actor: { kind: 'anonymous' } };
  expect(await ask(0)).toMatchObject({ status: 401 });
  await app.close();
});
