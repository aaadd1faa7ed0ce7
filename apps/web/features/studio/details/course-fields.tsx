'use client';

import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { Select } from '@edumaster/ui/select';
import { Textarea } from '@edumaster/ui/textarea';
import { useLocale, useTranslations } from 'next-intl';
import { Controller, type UseFormReturn } from 'react-hook-form';
import type { Category } from '#web/api/courses.ts';
import { formatLanguage } from '#web/platform/format.ts';
import type { CourseFormValues } from './course-form-values.ts';

const levels = ['beginner', 'intermediate', 'advanced'] as const;
const languages = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'it', 'ja', 'pl', 'pt', 'tr', 'uk', 'zh'];

export interface CourseFieldsProps {
  readonly form: UseFormReturn<CourseFormValues>;
  readonly categories: readonly Category[];
  readonly currency: string;
}

export function CourseFields({ form, categories, currency }: CourseFieldsProps) {
  const t = useTranslations('studio.details');
  const { register, formState } = form;
  const error = useFieldError(form);
  return (
    <div className="space-y-6">
      <Field label={t('title')} hint={t('titleHint')} error={error('title')} required>
        <Input maxLength={140} {...register('title')} />
      </Field>
      <Field label={t('subtitle')} hint={t('subtitleHint')} error={error('subtitle')}>
        <Input {...register('subtitle')} />
      </Field>
      <Field label={t('description')} hint={t('descriptionHint')} error={error('description')}>
        <Textarea rows={8} {...register('description')} />
      </Field>
      <div className="grid gap-6 sm:grid-cols-2" aria-busy={formState.isLoading}>
        <Choices form={form} categories={categories} />
        <Field
          label={t('price', { currency })}
          hint={t('priceHint')}
          error={error('price')}
          required
        >
          <Input inputMode="decimal" autoComplete="off" {...register('price')} />
        </Field>
      </div>
    </div>
  );
}

function Choices({ form, categories }: Pick<CourseFieldsProps, 'form' | 'categories'>) {
  const t = useTranslations('studio.details');
  const tCard = useTranslations('courseCard');
  const locale = useLocale();
  const error = useFieldError(form);
  const known = new Set([...languages, form.getValues('language')]);
  const choices = [
    {
      name: 'category',
      options: categories.map(({ slug, name }) => ({ value: slug, label: name })),
      placeholder: t('categoryPlaceholder'),
    },
    { name: 'level', options: levels.map((value) => ({ value, label: tCard(value) })) },
    {
      name: 'language',
      options: [...known].map((code) => ({ value: code, label: formatLanguage(code, locale) })),
    },
  ] as const;
  return choices.map((choice) => (
    <Field key={choice.name} label={t(choice.name)} error={error(choice.name)} required>
      <Controller
        control={form.control}
        name={choice.name}
        render={({ field }) => (
          <Select
            value={field.value}
            onValueChange={field.onChange}
            onBlur={field.onBlur}
            options={choice.options}
            {...('placeholder' in choice ? { placeholder: choice.placeholder } : {})}
          />
        )}
      />
    </Field>
  ));
}

/** Our errors are keys of the messages, the server's are sentences. */
function useFieldError(form: UseFormReturn<CourseFormValues>) {
  const t = useTranslations('studio.details');
  return (name: keyof CourseFormValues): string | undefined => {
    const told = form.formState.errors[name]?.message;
    return told && t.has(told as 'titleRequired') ? t(told as 'titleRequired') : told;
  };
}
