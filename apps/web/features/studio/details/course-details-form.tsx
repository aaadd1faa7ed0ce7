'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@edumaster/ui/button';
import { Card } from '@edumaster/ui/card';
import { toast } from '@edumaster/ui/toaster';
import { useTranslations } from 'next-intl';
import { useForm } from 'react-hook-form';
import { browserApi } from '#web/api/browser-api.ts';
import type { Category, Course } from '#web/api/courses.ts';
import { CourseFields } from './course-fields.tsx';
import {
  courseDetailsOf,
  courseForm,
  type CourseFormValues,
  formValuesOf,
} from './course-form-values.ts';
import { useUnsavedGuard } from '../../shell/use-unsaved-guard.ts';
import { showRefusals } from './show-refusals.ts';

export interface CourseDetailsFormProps {
  readonly course: Course;
  readonly categories: readonly Category[];
  readonly onSaved: (course: Course) => void;
}

export function CourseDetailsForm({ course, categories, onSaved }: CourseDetailsFormProps) {
  const t = useTranslations('studio.details');
  const tShell = useTranslations('shell');
  const { currency } = course.price;
  const form = useForm<CourseFormValues>({
    resolver: zodResolver(courseForm),
    defaultValues: formValuesOf(course),
  });
  const { isDirty, isSubmitting } = form.formState;
  useUnsavedGuard(isDirty);
  const save = form.handleSubmit(async (values) => {
    try {
      const body = courseDetailsOf(values, currency);
      const saved = await browserApi.editCourse({ params: { id: course.id }, body });
      form.reset(formValuesOf(saved));
      onSaved(saved);
      toast.success(t('saved'));
    } catch (error) {
      if (!showRefusals(form, error)) toast.error(tShell('loadMoreFailed'));
    }
  });
  return (
    <Card className="max-w-4xl p-5 sm:p-8">
      <form noValidate method="post" onSubmit={(event) => void save(event)}>
        <CourseFields form={form} categories={categories} currency={currency} />
        <div className="mt-8 flex flex-wrap items-center gap-4">
          <Button type="submit" busy={isSubmitting} disabled={!isDirty}>
            {t(isSubmitting ? 'saving' : 'save')}
          </Button>
          <p role="status" className="text-sm text-ink-soft">
            {isDirty ? t('unsaved') : ''}
          </p>
        </div>
      </form>
    </Card>
  );
}
