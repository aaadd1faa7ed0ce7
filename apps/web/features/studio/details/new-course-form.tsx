'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@edumaster/ui/button';
import { Card } from '@edumaster/ui/card';
import { Notice } from '@edumaster/ui/notice';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { browserApi } from '#web/api/browser-api.ts';
import { limitRefusal } from '#web/platform/limit-refusal.ts';
import type { Category } from '#web/api/courses.ts';
import { CourseFields } from './course-fields.tsx';
import {
  courseDetailsOf,
  courseForm,
  type CourseFormValues,
  defaultCurrency,
  emptyCourseForm,
} from './course-form-values.ts';
import { useUnsavedGuard } from '../../shell/use-unsaved-guard.ts';
import { showRefusals } from './show-refusals.ts';

export function NewCourseForm({ categories }: { categories: readonly Category[] }) {
  const t = useTranslations('studio');
  const tShell = useTranslations('shell');
  const router = useRouter();
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm<CourseFormValues>({
    resolver: zodResolver(courseForm),
    defaultValues: emptyCourseForm,
  });
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  const isBusy = isSubmitting || (isSubmitSuccessful && failure === null);
  useUnsavedGuard(isDirty && !isBusy);
  const create = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      const course = await browserApi.createCourse({
        body: courseDetailsOf(values, defaultCurrency),
      });
      router.push(`/studio/courses/${course.id}`);
    } catch (error) {
      if (showRefusals(form, error)) return;
      setFailure(limitRefusal(error) ?? tShell('loadMoreFailed'));
    }
  });
  return (
    <Card className="p-5 sm:p-8">
      <form noValidate method="post" onSubmit={(event) => void create(event)}>
        <CourseFields form={form} categories={categories} currency={defaultCurrency} />
        <div role="alert" className="mt-6">
          {failure && <Notice tone="danger">{failure}</Notice>}
        </div>
        <Button type="submit" size="lg" busy={isBusy} className="mt-4">
          {t(isBusy ? 'create.submitting' : 'create.submit')}
        </Button>
      </form>
    </Card>
  );
}
