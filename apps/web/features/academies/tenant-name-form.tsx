'use client';

import { Button } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { Notice } from '@edumaster/ui/notice';
import { toast } from '@edumaster/ui/toaster';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';

/** What an owner can change of their place. */
export function TenantNameForm({ name: known }: { name: string }) {
  const t = useTranslations('academies');
  const router = useRouter();
  const [name, setName] = useState(known);
  const [isSaving, setSaving] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const isMissing = name.trim() === '';

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isMissing) return;
    setSaving(true);
    setFailed(false);
    try {
      await browserApi.changeTenant({ body: { name } });
      toast.success(t('settings.saved'));
      router.refresh();
    } catch {
      setFailed(true);
    }
    setSaving(false);
  }

  return (
    <form noValidate method="post" onSubmit={(event) => void save(event)} className="space-y-5">
      <div role="alert" className="empty:hidden">
        {hasFailed && <Notice tone="danger">{t('failed')}</Notice>}
      </div>
      <Field label={t('name')} error={isMissing ? t('nameMissing') : undefined} required>
        <Input
          name="name"
          autoComplete="organization"
          maxLength={120}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </Field>
      <Button type="submit" busy={isSaving} disabled={name.trim() === known}>
        {t(isSaving ? 'settings.saving' : 'settings.save')}
      </Button>
    </form>
  );
}
