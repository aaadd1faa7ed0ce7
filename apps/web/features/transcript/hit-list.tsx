'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { browserApi } from '#web/api/browser-api.ts';
import type { TranscriptHit } from '#web/api/learning.ts';
import { formatClock } from '#web/platform/format.ts';
import { LoadMorePages } from '../paging/load-more-pages.tsx';
import { useMorePages } from '../paging/use-more-pages.ts';
import { byLecture } from './by-lecture.ts';

export interface HitListProps {
  readonly q: string;
  readonly courseId: string | undefined;
  readonly first: readonly TranscriptHit[];
  readonly nextCursor: string | null;
}

/** What was found, lecture by lecture; each place leads to its second. */
export function HitList({ q, courseId, first, nextCursor }: HitListProps) {
  const paging = useMorePages(nextCursor, (cursor) =>
    browserApi.searchTranscripts({ query: { q, cursor, ...(courseId ? { courseId } : {}) } }),
  );
  return (
    <>
      <ul className="space-y-6">
        {byLecture([...first, ...paging.items]).map((lecture) => (
          <li
            key={lecture.key}
            className="rounded-card border border-line bg-surface p-4 shadow-xs sm:p-5"
          >
            <p className="text-sm text-ink-soft">{lecture.courseTitle}</p>
            <h2 className="font-display text-lg font-semibold">{lecture.lectureTitle}</h2>
            <ol className="mt-2">
              {lecture.hits.map((hit) => (
                <li key={`${hit.language} ${hit.startSeconds}`}>
                  <Hit hit={hit} />
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ul>
      <LoadMorePages paging={paging} />
    </>
  );
}

function Hit({ hit }: { hit: TranscriptHit }) {
  const t = useTranslations('transcript');
  const time = formatClock(hit.startSeconds);
  const query = new URLSearchParams({ t: String(Math.floor(hit.startSeconds)) });
  return (
    <Link
      href={`/learn/${hit.courseId}/${hit.lectureId}?${query}`}
      prefetch={false}
      className="flex min-h-11 gap-3 rounded-control px-2 py-2 hover:bg-sunken"
    >
      <span className="sr-only">{t('openAt', { lecture: hit.lectureTitle, time })}</span>
      <span
        aria-hidden="true"
        className="w-14 shrink-0 pt-0.5 text-end text-sm font-medium text-brand-ink tabular-nums"
      >
        {time}
      </span>
      <span lang={hit.language} dir="auto" className="min-w-0 whitespace-pre-line">
        {hit.parts.map((part, at) =>
          part.isHit ? (
            <mark key={at} className="rounded-sm bg-accent-soft text-accent-ink">
              {part.text}
            </mark>
          ) : (
            <span key={at}>{part.text}</span>
          ),
        )}
      </span>
    </Link>
  );
}
