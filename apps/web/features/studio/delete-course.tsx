'use client';

import { ApiProblem } from '@edumaster/http/client';
import { AlertDialog } from '@edumaster/ui/alert-dialog';
import { Button } from '@edumaster/ui/button';
import { toast } from '@edumaster/ui/toaster';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { browserApi } from '#web/api/browser-api.ts';
import type { Course } from '#web/api/courses.ts';

export function DeleteCourse({ course }: { course: Course }) {
  const t = useTranslations('studio');
  const tShell = useTranslations('shell');
  const router = useRouter();
  async function remove() {
    try {
      await browserApi.deleteCourse({ params: { id: course.id } });
      router.push('/studio');
      router.refresh();
    } catch (error) {
      const isPublished = error instanceof ApiProblem && error.status === 409;
      toast.error(isPublished ? t('deleteRefused') : tShell('loadMoreFailed'));
    }
  }
  return (
    <AlertDialog
      trigger={
        <Button variant="ghost" size="sm" className="text-danger-ink">
          <Trash2 aria-hidden="true" />
          {t('deleteCourse')}
        </Button>
      }
      title={t('deleteCourseTitle')}
      description={t('deleteCourseText', { title: course.title })}
      confirmLabel={t('deleteCourse')}
      cancelLabel={tShell('cancel')}
      onConfirm={() => void remove()}
    />
  );
}
