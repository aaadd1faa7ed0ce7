import { useDatabase } from '@edumaster/testkit';
import { describe, expect, it } from 'vitest';
import { catalogModule } from '../module.ts';
import { catalogWorld } from '../testing/catalog-world.ts';
import { testPeople } from '../testing/test-people.ts';

const { name, migrations } = catalogModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

async function open() {
  const world = { ...catalogWorld(database), ...testPeople(database.tenantCtx) };
  const { instructor, draftWith, addSection, addLecture } = world;
  const { courseId, sectionId: a, lectureId: one } = await draftWith(instructor, 'article');
  const { id: b } = await addSection.run(instructor, { courseId, title: 'Two' });
  const quiz = { kind: 'quiz', isPreview: false, articleBody: null } as const;
  const two = await addLecture.run(instructor, { sectionId: b, title: 'Second', ...quiz });
  const outlineOf = async () => {
    const view = await world.read.run(instructor, { ref: courseId });
    return view.details.sections.map(({ id, lectures }) => ({
      id,
      lectures: lectures.map((lecture) => lecture.id),
    }));
  };
  return { ...world, courseId, a, b, one, two: two.id, outlineOf };
}

describe('the outline', () => {
  it('grows at its end', async () => {
    const { a, b, one, two, outlineOf } = await open();
    expect(await outlineOf()).toEqual([
      { id: a, lectures: [one] },
      { id: b, lectures: [two] },
    ]);
  });

  it('takes any order of exactly what there is', async () => {
    const { instructor, courseId, a, b, one, two, orderOutline, outlineOf } = await open();
    const outline = [
      { id: b, lectures: [] },
      { id: a, lectures: [two, one] },
    ];
    await orderOutline.run(instructor, { courseId, outline });
    expect(await outlineOf()).toEqual(outline);
  });

  it('refuses an order that leaves something out, and changes nothing', async () => {
    const { instructor, courseId, a, b, one, orderOutline, outlineOf } = await open();
    const before = await outlineOf();
    const outline = [
      { id: b, lectures: [] },
      { id: a, lectures: [one] },
    ];
    await expect(orderOutline.run(instructor, { courseId, outline })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    expect(await outlineOf()).toEqual(before);
  });

  it('keeps every section that is added at the same moment, in an order of its own', async () => {
    const { instructor, courseId, addSection, outlineOf } = await open();
    const added = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        addSection.run(instructor, { courseId, title: `More ${index}` }),
      ),
    );
    const { rows } = await database.owner.query<{ position: number }>(
      'select position from catalog.sections where course_id = $1',
      [courseId],
    );
    expect(new Set(rows.map(({ position }) => position)).size).toBe(8);
    expect(await outlineOf()).toHaveLength(2 + added.length);
  });

  it('gives an article its reading time and other lectures no text', async () => {
    const { instructor, one, two, editLecture } = await open();
    const articleBody = 'word '.repeat(400);
    const article = await editLecture.run(instructor, { lectureId: one, changes: { articleBody } });
    expect(article.durationSeconds).toBe(120);
    await expect(
      editLecture.run(instructor, { lectureId: two, changes: { articleBody } }),
    ).rejects.toMatchObject({ code: 'lecture_is_no_article' });
  });

  it('loses a deleted section with its lectures', async () => {
    const { instructor, a, b, one, deleteSection, outlineOf } = await open();
    await deleteSection.run(instructor, { sectionId: b });
    expect(await outlineOf()).toEqual([{ id: a, lectures: [one] }]);
    await expect(deleteSection.run(instructor, { sectionId: b })).rejects.toMatchObject({
      code: 'section_not_found',
    });
  });
});
