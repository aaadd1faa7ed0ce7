'use client';

import { Button } from '@edumaster/ui/button';
import { Input } from '@edumaster/ui/input';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';

export function AddSection({ onAdd }: { onAdd: (title: string) => Promise<unknown> }) {
  const t = useTranslations('studio.outline');
  const [isBusy, setBusy] = useState(false);
  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const title = String(new FormData(form).get('title') ?? '').trim();
    if (!title) return;
    setBusy(true);
    const added = await onAdd(title);
    setBusy(false);
    if (added) form.reset();
  }
  return (
    <form
      onSubmit={(event) => void add(event)}
      className="flex flex-wrap gap-2 rounded-card border border-dashed border-line-strong/60 p-4"
    >
      <Input
        name="title"
        required
        maxLength={200}
        aria-label={t('sectionTitle')}
        placeholder={t('sectionTitle')}
        className="min-w-40 flex-1"
      />
      <Button type="submit" busy={isBusy}>
        <Plus aria-hidden="true" />
        {t('addSection')}
      </Button>
    </form>
  );
}
