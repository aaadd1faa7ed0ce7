import type { MetadataRoute } from 'next';
import type { CourseSummary } from '#web/api/courses.ts';
import { serverApi } from '#web/api/server-api.ts';
import { pageOrigin } from '#web/platform/page-origin.ts';

/** Search engines read at most 50,000 addresses of one file; more pages than this take too long. */
const mostPages = 50;
const pageSize = 100;

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const [origin, courses] = await Promise.all([pageOrigin(), publishedCourses()]);
  return [
    { url: `${origin}/` },
    { url: `${origin}/courses` },
    ...courses.map(({ slug, updatedAt }) => ({
      url: `${origin}/courses/${slug}`,
      lastModified: updatedAt,
    })),
  ];
}

async function publishedCourses(): Promise<readonly CourseSummary[]> {
  const api = await serverApi();
  const courses: CourseSummary[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const found = await api.searchCourses({ query: { sort: 'newest', limit: pageSize, cursor } });
    courses.push(...found.items);
    if (!found.nextCursor) break;
    cursor = found.nextCursor;
  }
  return courses;
}
