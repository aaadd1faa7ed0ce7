import { ApiProblem } from '@edumaster/http/client';
import type { UseFormReturn } from 'react-hook-form';
import { type CourseFormValues, emptyCourseForm } from './course-form-values.ts';

/** Puts what the server refused beside its fields; false when it was something else. */
export function showRefusals(form: UseFormReturn<CourseFormValues>, error: unknown): boolean {
  if (!(error instanceof ApiProblem) || error.status !== 422) return false;
  let isShown = false;
  for (const { path, message } of error.problem.errors ?? []) {
    // `price.amount` belongs to the field `price`.
    const name = path.split('.')[0] as keyof CourseFormValues;
    if (!(name in emptyCourseForm)) continue;
    form.setError(name, { message }, { shouldFocus: !isShown });
    isShown = true;
  }
  return isShown;
}
