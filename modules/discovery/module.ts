import { join } from 'node:path';
import { packageRoot } from '@edumaster/kernel';
import type { ModuleManifest } from '@edumaster/module';
import { discoverySettings } from './config.ts';
import { IndexCourses } from './handlers/index-courses.ts';
import { SearchRoutes } from './http/search-routes.ts';
import { SearchCourses } from './queries/search-courses.ts';
import { SuggestCourses } from './queries/suggest-courses.ts';
import { ListCourse } from './use-cases/list-course.ts';
import { RaisePopularity } from './use-cases/raise-popularity.ts';
import { UnlistCourse } from './use-cases/unlist-course.ts';

class DiscoveryContainer {}

export const discoveryModule: ModuleManifest<typeof discoverySettings> = {
  name: 'discovery',
  migrations: join(packageRoot(import.meta.url), 'migrations'),
  settings: discoverySettings,
  container: () => ({
    module: DiscoveryContainer,
    global: true,
    providers: [
      ListCourse,
      RaisePopularity,
      UnlistCourse,
      SearchCourses,
      SuggestCourses,
      SearchRoutes,
      IndexCourses,
    ],
    exports: [],
  }),
  routes: [SearchRoutes],
  plainRoutes: [],
  consumers: [IndexCourses],
  jobs: [],
  crons: [],
  personalData: [],
};
