import * as categoryRoutes from './contracts/category-routes.ts';
import * as courseRoutes from './contracts/course-routes.ts';
import * as outlineRoutes from './contracts/outline-routes.ts';
import * as resourceRoutes from './contracts/resource-routes.ts';

/** Every route of the catalog; types the client too. */
export const catalogContracts = {
  ...courseRoutes,
  ...outlineRoutes,
  ...resourceRoutes,
  ...categoryRoutes,
};
