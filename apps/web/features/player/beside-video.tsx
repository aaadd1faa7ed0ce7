'use client';

import { Tabs, TabsContent, TabsList, TabsTrigger } from '@edumaster/ui/tabs';
import { useTranslations } from 'next-intl';
import type { Course } from '#web/api/courses.ts';
import { TranscriptPanel } from '../transcript/transcript-panel.tsx';
import { CourseContents } from './course-contents.tsx';

export interface BesideVideoProps {
  readonly course: Course;
  readonly lectureId: string | undefined;
  readonly completed: ReadonlySet<string>;
}

/** The list of lectures and, of a video, what is said in it. */
export function BesideVideo({ course, lectureId, completed }: BesideVideoProps) {
  const t = useTranslations();
  const lectures = course.sections.flatMap((section) => section.lectures);
  const isVideo = lectures.find(({ id }) => id === lectureId)?.kind === 'video';
  const contents = <CourseContents course={course} currentId={lectureId} completed={completed} />;
  if (!isVideo || !lectureId) return contents;
  return (
    <Tabs defaultValue="contents">
      <TabsList aria-label={t('player.beside')} className="px-2">
        <TabsTrigger value="contents">{t('player.openCurriculum')}</TabsTrigger>
        <TabsTrigger value="transcript">{t('transcript.title')}</TabsTrigger>
      </TabsList>
      <TabsContent value="contents" className="pt-0">
        {contents}
      </TabsContent>
      <TabsContent value="transcript" className="pt-0">
        <TranscriptPanel key={lectureId} courseId={course.id} lectureId={lectureId} />
      </TabsContent>
    </Tabs>
  );
}
