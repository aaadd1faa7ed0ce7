'use client';

import { toast } from '@edumaster/ui/toaster';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { browserApi } from '#web/api/browser-api.ts';
import type { Course, LectureKind, Section } from '#web/api/courses.ts';
import { courseKey } from '../use-course.ts';

interface LectureChange {
  readonly title?: string;
  readonly isPreview?: boolean;
  readonly articleBody?: string;
}

/** What can be done to the outline: shown at once, and put back when the server refuses. */
export function useOutline(courseId: string) {
  const client = useQueryClient();
  const t = useTranslations('studio.outline');
  const key = courseKey(courseId);

  function show(change: (sections: readonly Section[]) => Section[]) {
    // An answer that is under way is older than this change and would put it back for a moment.
    void client.cancelQueries({ queryKey: key });
    client.setQueryData<Course>(
      key,
      (course) => course && { ...course, sections: change(course.sections) },
    );
  }

  async function save<Result>(call: () => Promise<Result>): Promise<Result | undefined> {
    await client.cancelQueries({ queryKey: key });
    try {
      return await call();
    } catch {
      toast.error(t('failed'));
      return undefined;
    } finally {
      // The server's order is the truth, after a refusal above all.
      await client.invalidateQueries({ queryKey: key });
    }
  }

  const mapLectures = (change: (lecture: Section['lectures'][number]) => typeof lecture) =>
    show((sections) =>
      sections.map((section) => ({ ...section, lectures: section.lectures.map(change) })),
    );

  return {
    order: (sections: Section[]) => {
      show(() => sections);
      const body = {
        sections: sections.map(({ id, lectures }) => ({ id, lectures: lectures.map((l) => l.id) })),
      };
      return save(() => browserApi.orderOutline({ params: { id: courseId }, body }));
    },
    addSection: (title: string) =>
      save(() => browserApi.addSection({ params: { id: courseId }, body: { title } })),
    renameSection: (id: string, title: string) => {
      show((sections) => sections.map((item) => (item.id === id ? { ...item, title } : item)));
      return save(() => browserApi.renameSection({ params: { id }, body: { title } }));
    },
    deleteSection: (id: string) => {
      show((sections) => sections.filter((section) => section.id !== id));
      return save(() => browserApi.deleteSection({ params: { id } }));
    },
    addLecture: (sectionId: string, lecture: { title: string; kind: LectureKind }) =>
      save(() => browserApi.addLecture({ params: { id: sectionId }, body: lecture })),
    editLecture: (id: string, change: LectureChange) => {
      mapLectures((lecture) => (lecture.id === id ? { ...lecture, ...change } : lecture));
      return save(() => browserApi.editLecture({ params: { id }, body: change }));
    },
    renameResource: (id: string, title: string) =>
      save(() => browserApi.renameResource({ params: { id }, body: { title } })),
    removeResource: (id: string) => save(() => browserApi.removeResource({ params: { id } })),
    deleteLecture: (id: string) => {
      show((sections) =>
        sections.map((section) => ({
          ...section,
          lectures: section.lectures.filter((lecture) => lecture.id !== id),
        })),
      );
      return save(() => browserApi.deleteLecture({ params: { id } }));
    },
  };
}

export type Outline = ReturnType<typeof useOutline>;
