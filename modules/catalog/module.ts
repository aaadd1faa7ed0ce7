import { join } from 'node:path';
import { packageRoot } from '@edumaster/kernel';
import type { ModuleManifest } from '@edumaster/module';
import { CatalogFacade } from './catalog-facade.ts';
import { catalogSettings, catalogSettingsToken } from './config.ts';
import './errors.ts';
import { CountEnrollments } from './handlers/count-enrollments.ts';
import { DiscardLooseFiles } from './jobs/discard-loose-files.ts';
import { FollowMedia } from './handlers/follow-media.ts';
import { CategoryRoutes } from './http/category-routes.ts';
import { CourseRoutes } from './http/course-routes.ts';
import { LectureRoutes } from './http/lecture-routes.ts';
import { ResourceRoutes } from './http/resource-routes.ts';
import { OwnCourseRoutes } from './http/own-course-routes.ts';
import { SectionRoutes } from './http/section-routes.ts';
import { Catalog } from './index.ts';
import './policy.ts';
import { ListCategories } from './queries/list-categories.ts';
import { ListOwnCourses } from './queries/list-own-courses.ts';
import { ReadArticle } from './queries/read-article.ts';
import { ReadCourse } from './queries/read-course.ts';
import { ReadCurriculum } from './queries/read-curriculum.ts';
import { AddLecture } from './use-cases/add-lecture.ts';
import { AddSection } from './use-cases/add-section.ts';
import { ArchiveCourse } from './use-cases/archive-course.ts';
import { AttachMedia } from './use-cases/attach-media.ts';
import { AttachResource } from './use-cases/attach-resource.ts';
import { AttachStoredResource } from './use-cases/attach-stored-resource.ts';
import { RemoveResource, RenameResource } from './use-cases/change-resource.ts';
import { AttachUploadedMedia } from './use-cases/attach-uploaded-media.ts';
import { CountEnrollment } from './use-cases/count-enrollment.ts';
import { CreateCategory } from './use-cases/create-category.ts';
import { CreateCourse } from './use-cases/create-course.ts';
import { DeleteCourse } from './use-cases/delete-course.ts';
import { DeleteLecture } from './use-cases/delete-lecture.ts';
import { DeleteSection } from './use-cases/delete-section.ts';
import { EditCourse } from './use-cases/edit-course.ts';
import { EditLecture } from './use-cases/edit-lecture.ts';
import { FollowEncoding } from './use-cases/follow-encoding.ts';
import { OrderOutline } from './use-cases/order-outline.ts';
import { ProvisionCourse } from './use-cases/provision-course.ts';
import { PublishCourse } from './use-cases/publish-course.ts';
import { RejectCourse } from './use-cases/reject-course.ts';
import { RenameSection } from './use-cases/rename-section.ts';
import { SubmitCourse } from './use-cases/submit-course.ts';
import { ForgetInstructors } from './handlers/forget-instructors.ts';
import { InstructorData } from './queries/instructor-data.ts';
import { ForgetInstructor } from './use-cases/forget-instructor.ts';

class CatalogContainer {}

const queries = [ListCategories, ListOwnCourses, ReadArticle, ReadCourse, ReadCurriculum];

const useCases = [
  AddLecture,
  AddSection,
  ArchiveCourse,
  AttachMedia,
  AttachResource,
  AttachStoredResource,
  AttachUploadedMedia,
  CountEnrollment,
  CreateCategory,
  CreateCourse,
  DeleteCourse,
  DeleteLecture,
  DeleteSection,
  EditCourse,
  EditLecture,
  FollowEncoding,
  OrderOutline,
  ProvisionCourse,
  PublishCourse,
  RejectCourse,
  RemoveResource,
  RenameResource,
  RenameSection,
  SubmitCourse,
];

const routes = [
  CategoryRoutes,
  CourseRoutes,
  LectureRoutes,
  OwnCourseRoutes,
  ResourceRoutes,
  SectionRoutes,
];
const crons = [DiscardLooseFiles];
const consumers = [CountEnrollments, FollowMedia, ForgetInstructors];

export const catalogModule: ModuleManifest<typeof catalogSettings> = {
  name: 'catalog',
  migrations: join(packageRoot(import.meta.url), 'migrations'),
  settings: catalogSettings,
  container: (settings) => ({
    module: CatalogContainer,
    global: true,
    providers: [
      { provide: catalogSettingsToken, useValue: settings },
      ...queries,
      ...useCases,
      ...routes,
      ...consumers,
      ...crons,
      ForgetInstructor,
      InstructorData,
      { provide: Catalog, useClass: CatalogFacade },
    ],
    exports: [Catalog],
  }),
  routes,
  plainRoutes: [],
  consumers,
  jobs: [],
  crons,
  personalData: [InstructorData],
};
