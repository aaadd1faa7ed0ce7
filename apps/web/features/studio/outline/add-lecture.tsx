'use client';

import { Button } from '@edumaster/ui/button';
import { Input } from '@edumaster/ui/input';
import { NativeSelect } from '@edumaster/ui/native-select';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import type { LectureKind } from '#web/api/courses.ts';

/** What learners can open already; quizzes and assignments follow with their editors. */
const kinds = ['video', 'article'] as const satisfies readonly LectureKind[];

export interface AddLectureProps {
  readonly onAdd: (lecture: { title: string; kind: LectureKind }) => Promise<unknown>;
}

export function AddLecture({ onAdd }: AddLectureProps) {
  const t = useTranslations('studio.outline');
  const tKind = useTranslations('course.kind');
  const [isBusy, setBusy] = useState(false);
  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const title = String(fields.get('title') ?? '').trim();
    const kind = kinds.find((name) => name === fields.get('kind')) ?? 'video';
    if (!title) return;
    setBusy(true);
    const added = await onAdd({ title, kind });
    setBusy(false);
    if (added) form.reset();
  }
  return (
    <form onSubmit={(event) => void add(event)} className="flex flex-wrap gap-2">
      <Input
        name="title"
        required
        maxLength={200}
        aria-label={t('lectureTitle')}
        placeholder={t('lectureTitle')}
        className="min-w-40 flex-1 max-sm:basis-full"
      />
      <div className="w-32">
        <NativeSelect name="kind" aria-label={t('kind')}>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {tKind(kind)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <Button type="submit" variant="soft" busy={isBusy}>
        <Plus aria-hidden="true" />
        {t('addLecture')}
      </Button>
    </form>
  );
}
