import { Avatar } from '@edumaster/ui/avatar';
import { Badge } from '@edumaster/ui/badge';
import { BadgeCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Instructor } from '#web/api/instructors.ts';
import { avatarInSize } from '#web/platform/avatar-address.ts';

export function InstructorHeader({ instructor }: { instructor: Instructor }) {
  const t = useTranslations('instructor.profile');
  const { name, avatarUrl, headline, bio, totalCourses, totalStudents } = instructor;
  return (
    <div className="grid gap-6 sm:grid-cols-[auto_minmax(0,1fr)] sm:gap-10">
      <Avatar
        name={name}
        imageUrl={avatarInSize(avatarUrl, 512)}
        className="size-28 text-4xl sm:size-40"
      />
      <div className="min-w-0">
        <h1 className="font-display text-title font-semibold break-words">{name}</h1>
        {headline && <p className="mt-1 text-lg break-words text-ink-soft">{headline}</p>}
        <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-ink-soft">
          {instructor.verificationStatus === 'verified' && (
            <Badge tone="brand" className="gap-1">
              <BadgeCheck aria-hidden="true" className="size-4" />
              {t('verified')}
            </Badge>
          )}
          <span>{t('courseCount', { count: totalCourses })}</span>
          {totalStudents > 0 && <span>{t('students', { count: totalStudents })}</span>}
        </p>
        {bio && (
          <p className="mt-5 max-w-prose leading-relaxed break-words whitespace-pre-line">{bio}</p>
        )}
      </div>
    </div>
  );
}
