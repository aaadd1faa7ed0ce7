'use client';

import { Button } from '@edumaster/ui/button';
import { Textarea } from '@edumaster/ui/textarea';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import type { Lecture } from '#web/api/courses.ts';
import { useUnsavedGuard } from '../../shell/use-unsaved-guard.ts';
import type { Outline } from './use-outline.ts';

export interface ArticleTextProps {
  readonly lecture: Lecture;
  readonly outline: Outline;
}

/** The text of an article: its beginning, or a field to write it. */
export function ArticleText({ lecture, outline }: ArticleTextProps) {
  const t = useTranslations('studio.outline');
  const [isEditing, setEditing] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const text = lecture.articleBody ?? '';
  useUnsavedGuard(isEditing && isChanged);
  if (!isEditing) {
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="line-clamp-1 min-w-0 flex-1 text-sm text-ink-soft">{text || t('noText')}</p>
        <Button
          variant="ghost"
          size="sm"
          aria-label={t(text ? 'editFor' : 'writeFor', { title: lecture.title })}
          onClick={() => {
            setChanged(false);
            setEditing(true);
          }}
        >
          {t(text ? 'editText' : 'writeText')}
        </Button>
      </div>
    );
  }
  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const articleBody = String(new FormData(event.currentTarget).get('text') ?? '');
    setSaving(true);
    const saved = await outline.editLecture(lecture.id, { articleBody });
    setSaving(false);
    // What was typed stays in the field when it could not be saved.
    if (saved) setEditing(false);
  }
  return (
    <form onSubmit={(event) => void save(event)} className="space-y-2">
      <Textarea
        name="text"
        defaultValue={text}
        onChange={({ target }) => setChanged(target.value !== text)}
        rows={8}
        maxLength={100_000}
        autoFocus
        aria-label={t('textOf', { title: lecture.title })}
      />
      <span className="flex gap-2">
        <Button type="submit" size="sm" disabled={isSaving}>
          {t(isSaving ? 'savingText' : 'saveText')}
        </Button>
        <Button variant="ghost" size="sm" disabled={isSaving} onClick={() => setEditing(false)}>
          {t('cancelText')}
        </Button>
      </span>
    </form>
  );
}
