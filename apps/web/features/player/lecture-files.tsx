'use client';

import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { browserApi } from '#web/api/browser-api.ts';
import type { Lecture } from '#web/api/courses.ts';
import { useFileFacts } from '../resources/use-file-facts.ts';

export interface LectureFilesProps {
  readonly courseId: string;
  readonly lecture: Lecture;
}

/** Half of what an address lasts, so that each that is shown still works. */
const renewMs = 5 * 60_000;

/** The files of a lecture, with type and size, to save them. */
export function LectureFiles({ courseId, lecture }: LectureFilesProps) {
  const t = useTranslations('player');
  const factsOf = useFileFacts();
  const isThere = (lecture.resources?.length ?? 0) > 0;
  const { data } = useQuery({
    queryKey: ['resources', courseId, lecture.id],
    queryFn: () => browserApi.readResources({ params: { id: courseId, lectureId: lecture.id } }),
    enabled: isThere,
    refetchInterval: renewMs,
    refetchIntervalInBackground: true,
    // What was kept from an earlier visit may have run out.
    gcTime: 0,
    retry: 1,
  });
  if (!isThere || !data || data.items.length === 0) return null;
  return (
    <section aria-labelledby="lecture-files">
      <h2 id="lecture-files" className="mb-3 font-display text-lg font-semibold">
        {t('files')}
      </h2>
      <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
        {data.items.map(({ id, title, filename, size, url }) => (
          <li key={id}>
            <a
              href={url}
              download={filename}
              rel="noreferrer"
              className="flex min-h-14 items-center gap-3 px-4 py-2.5 hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <Download aria-hidden="true" className="size-5 shrink-0 text-brand-ink" />
              <span className="min-w-0 grow font-medium break-words">{title}</span>
              <span className="shrink-0 text-sm text-ink-soft">{factsOf({ filename, size })}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
