import { SkipLink } from '@edumaster/ui/skip-link';
import { LogoMark } from '@edumaster/ui/logo';
import { ArrowLeft } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { currentPerson } from '#web/api/server-api.ts';
import { CourseRoom } from '#web/features/player/course-room.tsx';
import { courseOfRoom, progressOfRoom } from '#web/features/player/room-data.ts';
import { DataProvider } from '#web/features/shell/data-provider.tsx';
import { ThemeToggle } from '#web/features/shell/theme-toggle.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export default async function RoomLayout({ children, params }: LayoutProps<'/learn/[courseId]'>) {
  const course = await courseOfRoom((await params).courseId);
  const [tShell, t, person, progress] = await Promise.all([
    getTranslations('shell'),
    getTranslations('player'),
    currentPerson(),
    progressOfRoom(course.id),
  ]);
  return (
    <>
      <SkipLink label={tShell('skipToContent')} />
      <header className="sticky top-0 z-30 flex h-16 items-center gap-3 border-b border-line bg-paper px-3 sm:px-5">
        <Link
          href={`/courses/${course.slug}`}
          prefetch={false}
          className="flex min-h-11 min-w-0 items-center gap-2.5 rounded-control px-2 hover:bg-sunken"
        >
          <ArrowLeft aria-hidden="true" className="size-5 shrink-0 rtl:rotate-180" />
          <span className="sr-only">{t('backToCourse')}:</span>
          <span className="truncate font-display text-lg font-semibold">{course.title}</span>
        </Link>
        <span className="grow" />
        <ThemeToggle />
        <Link
          href="/my-learning"
          prefetch={false}
          className="grid size-11 shrink-0 place-items-center rounded-control"
          aria-label={tShell('myLearning')}
        >
          <LogoMark />
        </Link>
      </header>
      <ClientMessages namespaces={['shell', 'errors', 'player', 'transcript']}>
        <DataProvider>
          <CourseRoom
            course={course}
            viewerId={person?.id}
            learnerId={progress ? person?.id : undefined}
            progress={progress}
          >
            {children}
          </CourseRoom>
        </DataProvider>
      </ClientMessages>
    </>
  );
}
