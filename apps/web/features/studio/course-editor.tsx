'use client';

import { Tabs, TabsContent, TabsList, TabsTrigger } from '@edumaster/ui/tabs';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Category, Course } from '#web/api/courses.ts';
import { CourseDetailsForm } from './details/course-details-form.tsx';
import { EditorHeading } from './editor-heading.tsx';
import { OutlineEditor } from './outline/outline-editor.tsx';
import { SubmissionPanel } from './submission/submission-panel.tsx';
import { UploadAnnouncer } from './upload/upload-announcer.tsx';
import { useLeaveWarning } from './upload/use-leave-warning.ts';
import { courseKey, useCourse } from './use-course.ts';

export interface CourseEditorProps {
  readonly course: Course;
  readonly categories: readonly Category[];
}

export function CourseEditor({ course: initial, categories }: CourseEditorProps) {
  const t = useTranslations('studio');
  const client = useQueryClient();
  const course = useCourse(initial);
  const [tab, setTab] = useState('outline');
  useLeaveWarning();
  const show = (changed: Course) => client.setQueryData(courseKey(course.id), changed);
  return (
    <>
      <EditorHeading course={course} />
      <UploadAnnouncer />
      <Tabs value={tab} onValueChange={setTab}>
        <TabsList>
          <TabsTrigger value="outline">{t('outline.tab')}</TabsTrigger>
          <TabsTrigger value="details">{t('details.tab')}</TabsTrigger>
          <TabsTrigger value="review">{t('publish.tab')}</TabsTrigger>
        </TabsList>
        {/* Both are kept while another tab is shown: what was typed is not lost. */}
        <TabsContent value="outline" forceMount hidden={tab !== 'outline'}>
          <OutlineEditor course={course} />
        </TabsContent>
        <TabsContent value="details" forceMount hidden={tab !== 'details'}>
          <CourseDetailsForm course={course} categories={categories} onSaved={show} />
        </TabsContent>
        <TabsContent value="review">
          <SubmissionPanel course={course} onSubmitted={show} />
        </TabsContent>
      </Tabs>
    </>
  );
}
