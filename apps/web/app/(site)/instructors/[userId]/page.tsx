import { EmptyState } from '@edumaster/ui/empty-state';
import { Notice } from '@edumaster/ui/notice';
import { BookOpen, EyeOff } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { serverApi, unlessStatus } from '#web/api/server-api.ts';
import { CourseGrid } from '#web/features/courses/course-grid.tsx';
import { CourseTile } from '#web/features/courses/course-tile.tsx';
import { InstructorHeader } from '#web/features/instructor-page/instructor-header.tsx';
import { PageBody } from '#web/features/shell/page-body.tsx';

/** Metadata and page read it once. */
const instructorOf = cache(async (userId: string) => {
  const api = await serverApi();
  const asked = api.getInstructor({ params: { userId } });
  return (await unlessStatus(asked, [404, 422])) ?? notFound();
});

export async function generateMetadata({
  params,
}: PageProps<'/instructors/[userId]'>): Promise<Metadata> {
  const instructor = await instructorOf((await params).userId);
  const t = await getTranslations('instructor.profile');
  const { name, headline, verificationStatus } = instructor;
  return {
    title: name,
    description: headline || t('description', { name }),
    alternates: { canonical: `/instructors/${instructor.id}` },
    ...(verificationStatus === 'verified' ? {} : { robots: { index: false } }),
  };
}

export default async function InstructorPage({ params }: PageProps<'/instructors/[userId]'>) {
  const { userId } = await params;
  const api = await serverApi();
  const [t, instructor, found] = await Promise.all([
    getTranslations('instructor.profile'),
    instructorOf(userId),
    unlessStatus(
      api.searchCourses({ query: { instructor: userId, sort: 'popular', limit: 24 } }),
      [422],
    ),
  ]);
  const courses = found?.items ?? [];
  return (
    <PageBody>
      {instructor.verificationStatus !== 'verified' && (
        <Notice tone="accent" icon={<EyeOff aria-hidden="true" />} className="mb-6">
          {t('notVerified')}
        </Notice>
      )}
      <InstructorHeader instructor={instructor} />
      <section aria-labelledby="courses" className="mt-10">
        <h2 id="courses" className="mb-5 font-display text-heading font-semibold">
          {t('courses')}
        </h2>
        {courses.length > 0 ? (
          <CourseGrid>
            {courses.map((course) => (
              <li key={course.id}>
                <CourseTile course={course} />
              </li>
            ))}
          </CourseGrid>
        ) : (
          <EmptyState
            icon={<BookOpen aria-hidden="true" />}
            title={t('noCourses')}
            description={t('noCoursesText')}
          />
        )}
      </section>
    </PageBody>
  );
}
