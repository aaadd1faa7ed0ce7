'use client';

import { Button } from '@edumaster/ui/button';
import { Input } from '@edumaster/ui/input';
import { Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react';

export interface EditableTitleProps {
  readonly title: string;
  readonly onRename: (title: string) => void;
  /** How the title looks while it is not edited. */
  readonly children: ReactNode;
}

export function EditableTitle({ title, onRename, children }: EditableTitleProps) {
  const t = useTranslations('studio.outline');
  const [isEditing, setEditing] = useState(false);
  if (!isEditing) {
    return (
      <span className="flex min-w-0 flex-1 basis-52 items-center gap-1">
        <span className="min-w-0">{children}</span>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t('rename', { title })}
          onClick={() => setEditing(true)}
        >
          <Pencil aria-hidden="true" />
        </Button>
      </span>
    );
  }
  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('title') ?? '').trim();
    setEditing(false);
    if (typed && typed !== title) onRename(typed);
  }
  const giveUp = (event: KeyboardEvent) => event.key === 'Escape' && setEditing(false);
  return (
    <form onSubmit={save} onKeyDown={giveUp} className="flex min-w-48 grow gap-2">
      <Input
        name="title"
        defaultValue={title}
        maxLength={200}
        aria-label={t('rename', { title })}
        autoFocus
        className="min-h-9"
      />
      <Button type="submit" size="sm">
        {t('save')}
      </Button>
    </form>
  );
}
