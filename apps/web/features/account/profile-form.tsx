'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { toast } from '@edumaster/ui/toaster';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { browserApi } from '#web/api/browser-api.ts';
import type { Me } from '#web/api/identity.ts';
import { z } from '#web/platform/zod.ts';
import { type AccountFailure, accountFailure } from './account-failure.ts';
import { AccountNotice } from './account-notice.tsx';

const profile = z.object({
  name: z.string().trim().min(1, { error: 'nameMissing' }).max(120),
  phoneNumber: z
    .string()
    .trim()
    .regex(/^(\+[1-9][0-9]{6,14})?$/, { error: 'phoneInvalid' }),
});
type Profile = z.infer<typeof profile>;

export function ProfileForm({ person }: { person: Me }) {
  const t = useTranslations('account');
  const router = useRouter();
  const [failure, setFailure] = useState<AccountFailure | null>(null);
  const form = useForm<Profile>({
    resolver: zodResolver(profile),
    defaultValues: { name: person.name, phoneNumber: person.phoneNumber ?? '' },
  });
  const { errors, isSubmitting, isDirty } = form.formState;
  const save = form.handleSubmit(async ({ name, phoneNumber }) => {
    setFailure(null);
    try {
      await browserApi.changeMe({ body: { name, phoneNumber: phoneNumber || null } });
      form.reset({ name, phoneNumber });
      toast.success(t('saved'));
      router.refresh();
    } catch (error) {
      setFailure(accountFailure(error));
    }
  });
  return (
    <form noValidate method="post" onSubmit={(event) => void save(event)} className="space-y-5">
      <AccountNotice failure={failure} />
      <Field
        label={t('name')}
        hint={t('nameHint')}
        error={errors.name && t('nameMissing')}
        required
      >
        <Input autoComplete="name" {...form.register('name')} />
      </Field>
      <Field
        label={t('phone')}
        hint={t('phoneHint')}
        error={errors.phoneNumber && t('phoneInvalid')}
      >
        <Input type="tel" autoComplete="tel" inputMode="tel" {...form.register('phoneNumber')} />
      </Field>
      <Button type="submit" busy={isSubmitting} disabled={!isDirty}>
        {t(isSubmitting ? 'saving' : 'save')}
      </Button>
    </form>
  );
}
