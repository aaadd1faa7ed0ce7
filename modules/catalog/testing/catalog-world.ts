import type { AuditLog } from '@edumaster/audit';
import type { Ctx, Id } from '@edumaster/kernel';
import type { Quotas } from '@edumaster/counters';
import type { Db } from '@edumaster/database';
import type { Outbox } from '@edumaster/events';
import type { Identity } from '@edumaster/identity';
import type { Media } from '@edumaster/media';
import { FakeTenancy } from '@edumaster/tenancy/testing';
import { CatalogFacade } from '../catalog-facade.ts';
import '../errors.ts';
import type { LectureKind } from '../index.ts';
import { ListCategories } from '../queries/list-categories.ts';
import { ListOwnCourses } from '../queries/list-own-courses.ts';
import { ReadArticle } from '../queries/read-article.ts';
import { ReadCourse } from '../queries/read-course.ts';
import { ReadCurriculum } from '../queries/read-curriculum.ts';
import { AddLecture } from '../use-cases/add-lecture.ts';
import { AddSection } from '../use-cases/add-section.ts';
import { ArchiveCourse } from '../use-cases/archive-course.ts';
import { AttachMedia } from '../use-cases/attach-media.ts';
import { AttachResource } from '../use-cases/attach-resource.ts';
import { RemoveResource, RenameResource } from '../use-cases/change-resource.ts';
import { CreateCategory } from '../use-cases/create-category.ts';
import { CreateCourse, type NewCourse } from '../use-cases/create-course.ts';
import { DeleteCourse } from '../use-cases/delete-course.ts';
import { DeleteLecture } from '../use-cases/delete-lecture.ts';
import { DeleteSection } from '../use-cases/delete-section.ts';
import { EditCourse } from '../use-cases/edit-course.ts';
import { EditLecture } from '../use-cases/edit-lecture.ts';
import { OrderOutline } from '../use-cases/order-outline.ts';
import { ProvisionCourse } from '../use-cases/provision-course.ts';
import { PublishCourse } from '../use-cases/publish-course.ts';
import { RejectCourse } from '../use-cases/reject-course.ts';
import { RenameSection } from '../use-cases/rename-section.ts';
import { SubmitCourse } from '../use-cases/submit-course.ts';
import { MediaShelf } from './media-shelf.ts';

export const validCourse: NewCourse = {
  title: 'Bread for beginners',
  subtitle: 'From flour to loaf',
  description: 'How to bake bread at home with four ingredients.',
  category: 'programming',
  level: 'beginner',
  language: 'en',
  price: { amount: 4999, currency: 'USD' },
  tags: ['Baking'],
};

interface CatalogWorldParts {
  readonly db: Db;
  readonly outbox: Outbox;
  readonly audit: AuditLog;
  readonly quotas: Quotas;
  readonly coursesPerDay?: number;
}

/** The catalog on a database, with everything else in memory. */
export function catalogWorld(parts: CatalogWorldParts) {
  const { db, outbox, audit, quotas, coursesPerDay = 1_000 } = parts;
  const shelf = new MediaShelf();
  const media = shelf as unknown as Media;
  const tenancy = new FakeTenancy();
  const identity = { ...namesEverybody } as unknown as Identity;
  const publish = new PublishCourse(db, outbox, identity, media, audit);
  const reject = new RejectCourse(db, outbox, audit);
  const provision = new ProvisionCourse(db, outbox, identity, media);
  const curriculum = new ReadCurriculum(db, media);
  const articles = new ReadArticle(db);
  const world = {
    shelf,
    media,
    identity,
    facade: new CatalogFacade(curriculum, articles, publish, reject, provision),
    tenancy,
    create: new CreateCourse(db, quotas, tenancy, identity, {
      EDUMASTER_COURSES_PER_DAY: coursesPerDay,
    }),
    edit: new EditCourse(db, media),
    remove: new DeleteCourse(db),
    archive: new ArchiveCourse(db, outbox),
    submit: new SubmitCourse(db, outbox, identity, media),
    publish,
    reject,
    addSection: new AddSection(db),
    renameSection: new RenameSection(db),
    deleteSection: new DeleteSection(db),
    addLecture: new AddLecture(db),
    editLecture: new EditLecture(db),
    deleteLecture: new DeleteLecture(db),
    attachMedia: new AttachMedia(db, media),
    attachResource: new AttachResource(db, media),
    renameResource: new RenameResource(db),
    removeResource: new RemoveResource(db),
    orderOutline: new OrderOutline(db),
    createCategory: new CreateCategory(db, audit),
    read: new ReadCourse(db, identity),
    listOwn: new ListOwnCourses(db, identity),
    listCategories: new ListCategories(db),
  };
  return { ...world, draftWith: (ctx: Ctx, kind: LectureKind) => draftWith(world, ctx, kind) };
}

/** A draft of the caller with one section and one lecture, which is all that a review asks for. */
async function draftWith(
  world: { create: CreateCourse; addSection: AddSection; addLecture: AddLecture },
  ctx: Ctx,
  kind: LectureKind,
) {
  const courseId: Id<'course'> = await world.create.run(ctx, validCourse);
  const section = await world.addSection.run(ctx, { courseId, title: 'One' });
  const lecture = await world.addLecture.run(ctx, {
    sectionId: section.id,
    title: 'First',
    kind,
    isPreview: false,
    articleBody: kind === 'article' ? 'Flour, water, salt and time.' : null,
  });
  return { courseId, sectionId: section.id, lectureId: lecture.id };
}

const namesEverybody: Pick<Identity, 'people' | 'requireVerified'> = {
  requireVerified: async () => {},
  people: async (_ctx, { ids }) => ids.map((id) => ({ id, name: `Person ${id.slice(-4)}` })),
};
