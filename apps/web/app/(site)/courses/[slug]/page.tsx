import { Badge } from '@edumaster/ui/badge';
import { Notice } from '@edumaster/ui/notice';
import { EyeOff } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { currentPerson, currentTenant, serverApi, unlessStatus } from '#web/api/server-api.ts';
import { CourseHeader } from '#web/features/course-page/course-header.tsx';
import { activeEnrollment } from '#web/features/courses/active-enrollment.ts';
import { CourseJsonLd } from '#web/features/course-page/course-json-ld.tsx';
import { Curriculum } from '#web/features/course-page/curriculum.tsx';
import { OfferCard } from '#web/features/course-page/offer-card.tsx';
import { PageBody } from '#web/features/shell/page-body.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';
import { pageOrigin } from '#web/platform/page-origin.ts';

/** Metadata and page read it once. */
const courseOf = cache(async (slug: string) => {
  const api = await serverApi();
  return (await unlessStatus(api.getCourse({ params: { id: slug } }), [404, 422])) ?? notFound();
});

export async function generateMetadata({
  params,
}: PageProps<'/courses/[slug]'>): Promise<Metadata> {
  const course = await courseOf((await params).slug);
  const description = course.subtitle || course.description.slice(0, 160);
  const address = `/courses/${course.slug}`;
  return {
    title: course.title,
    description,
    alternates: { canonical: address },
    openGraph: {
      title: course.title,
      description,
      url: address,
      ...(course.thumbnailUrl ? { images: [course.thumbnailUrl] } : {}),
    },
    ...(course.status === 'published' ? {} : { robots: { index: false } }),
  };
}

export default async function CoursePage({ params }: PageProps<'/courses/[slug]'>) {
  const api = await serverApi();
  const [t, course, person, tenant, origin, categories] = await Promise.all([
    getTranslations('course'),
    courseOf((await params).slug),
    currentPerson(),
    currentTenant(),
    pageOrigin(),
    api.listCategories(),
  ]);
  const userId = course.instructor.id;
  const [enrollment, instructor] = await Promise.all([
    activeEnrollment(course.id),
    unlessStatus(api.getInstructor({ params: { userId } }), [404]),
  ]);
  const categoryName =
    categories.items.find(({ slug }) => slug === course.category)?.name ?? course.category;
  return (
    <PageBody>
      {course.status === 'published' && (
        <CourseJsonLd course={course} origin={origin} provider={tenant.name} />
      )}
      {course.publishedVersion === null && (
        <Notice tone="accent" icon={<EyeOff aria-hidden="true" />} className="mb-6">
          {t('draftNotice')}
        </Notice>
      )}
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_1fr]">
        <CourseHeader course={course} categoryName={categoryName} instructor={instructor} />
        <aside className="lg:sticky lg:top-22 lg:row-span-2">
          <ClientMessages namespaces={['course']}>
            <OfferCard
              course={course}
              isSignedIn={person !== null}
              completionPercentage={enrollment?.completionPercentage}
            />
          </ClientMessages>
        </aside>
        <div className="min-w-0 space-y-10">
          <section aria-labelledby="about">
            <h2 id="about" className="mb-3 font-display text-heading font-semibold">
              {t('about')}
            </h2>
            <p className="max-w-prose leading-relaxed whitespace-pre-line">{course.description}</p>
            {course.tags.length > 0 && (
              <ul aria-label={t('tags')} className="mt-5 flex flex-wrap gap-2">
                {course.tags.map((tag) => (
                  <li key={tag}>
                    <Badge>{tag}</Badge>
                  </li>
                ))}
              </ul>
            )}
          </section>
          <section aria-labelledby="curriculum">
            <h2 id="curriculum" className="mb-1 font-display text-heading font-semibold">
              {t('curriculum')}
            </h2>
            <Curriculum course={course} isOpen={enrollment !== null} />
          </section>
        </div>
      </div>
    </PageBody>
  );
}
